"""Something done to many pages, step by step: what is done stays done, what is left is resumed.

A step and its mark are one transaction. Killed in the middle, a run has whole steps behind it and
whole steps before it; carried on, it ends as if nothing had happened.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Locale, Page

from cms.publishing.drafts import publish_latest
from cms.publishing.errors import PublicationRefused
from cms.publishing.models.bulk_run import BulkRun, BulkStep

# Does one step; what it raises of these is the reason why a page is not done.
Work = Callable[[BulkStep], None]
REASONS = (PublicationRefused, PermissionDenied, ValidationError)


@dataclass(frozen=True)
class Action:
    """What runs do at each step; done twice, `work` changes nothing more."""

    work: Work
    label: object
    # Whether each page is taken once for every other language, or once in its own.
    makes_languages: bool = False


_actions: dict[str, Action] = {}


def register(code: str, action: Action) -> None:
    """Let runs of `code` do `action`."""
    _actions[code] = action


def actions() -> list[tuple[str, object]]:
    """Return what runs can do: codes and names."""
    return [(code, action.label) for code, action in _actions.items()]


def label_of(code: str) -> str:
    """Return the name of what runs of `code` do."""
    return str(_actions[code].label) if code in _actions else code


def below(code: str, page: Page, locales: list[Locale]) -> list[tuple[int, int | None]]:
    """Return the steps of a run of `code` over `page` and all below it, parents first.

    Each is the id of a page and, where languages are made, of one of the other `locales`.
    """
    pages = page.get_descendants(inclusive=True).filter(alias_of=None)
    if not _actions[code].makes_languages:
        keys = pages.values("translation_key")
        versions = Page.objects.filter(translation_key__in=keys, locale__in=locales, alias_of=None)
        return [(pk, None) for pk in versions.order_by("depth", "pk").values_list("pk", flat=True)]
    return [
        (row.pk, locale.pk)
        for row in pages.order_by("path")
        for locale in locales
        if locale.pk != row.locale_id
    ]


def carry_on(run_id: int) -> int:
    """Do the steps of a run that are left; return how many were done now."""
    run = BulkRun.objects.select_related("user").get(pk=run_id)
    done = 0
    with override(getattr(run.user, "language", "") or settings.LANGUAGE_CODE):
        while _do_next(run):
            done += 1
    return done


@transaction.atomic
def _do_next(run: BulkRun) -> bool:
    # Two workers on one run take different steps.
    steps = run.steps.filter(state=BulkStep.State.PENDING).select_for_update(skip_locked=True)
    step = steps.order_by("pk").first()
    if step is None:
        return False
    try:
        with transaction.atomic():
            _actions[run.action].work(step)
    except REASONS as refusal:
        step.state, step.reason = BulkStep.State.FAILED, "\n".join(_words(refusal))
    else:
        step.state, step.reason = BulkStep.State.DONE, ""
    step.save(update_fields=["state", "reason"])
    BulkRun.objects.filter(pk=run.pk).update(touched_at=timezone.now())
    return True


def _words(refusal: Exception) -> list[str]:
    if isinstance(refusal, PublicationRefused):
        return refusal.reasons
    if isinstance(refusal, ValidationError):
        return refusal.messages
    return [_("You may not do this.")]


def publish(step: BulkStep) -> None:
    """Publish the latest draft of the step's page."""
    page, user = step.page, step.run.user
    if user is None or not page.permissions_for_user(user).can_publish():
        raise PermissionDenied
    if page.live and not page.has_unpublished_changes:
        return
    publish_latest(page, user)
