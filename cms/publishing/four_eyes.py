"""Four eyes: who stands behind a text, and whether that is enough to publish it.

Behind a text stand whoever changed it last, those who approved that very wording, and whoever
publishes it. How many are needed is a setting by kind of page (`cms.publishing.kinds`).
"""

import logging
from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, Revision

from cms.publishing.errors import PublicationRefused
from cms.publishing.kinds import kind_of, required_people
from cms.publishing.models.approval import Approval
from cms.publishing.rules import Publication
from cms.publishing.wording import unchanged_run, wording_of

logger = logging.getLogger(__name__)

_exempt: ContextVar[str] = ContextVar("exempt_from_four_eyes", default="")

# Who made a text where it is not written in the page's editor: (last editor, publisher), by ids.
Authorship = Callable[[Publication], tuple[int | None, int | None] | None]
_authorships: list[Authorship] = []
# Whether what would go out has been approved elsewhere already.
_covered: list[Callable[[Publication], bool]] = []


def register_authorship(authorship: Authorship) -> None:
    """Ask `authorship` who made a text; it returns None for what it does not know."""
    if authorship not in _authorships:
        _authorships.append(authorship)


def register_covered(covered: Callable[[Publication], bool]) -> None:
    """Ask `covered` whether a publication brings nothing that somebody would have to approve."""
    if covered not in _covered:
        _covered.append(covered)


@contextmanager
def on_record(reason: str):
    """Let what is published within go out unasked: an archive, a sample, an undo.

    The reason is written to the log. Only code does this, never a screen.
    """
    logger.info("Published without a second pair of eyes: %s", reason)
    token = _exempt.set(reason)
    try:
        yield
    finally:
        _exempt.reset(token)


def last_editor(page: Page, revision: Revision | None = None) -> int | None:
    """Return the id of who last changed what `revision`, else the latest one, says; or None."""
    revision = revision or page.get_latest_revision()
    return _authors(Publication(page, None, revision))[0]


def approvers(revision: Revision) -> set[int]:
    """Return the ids of those who approved what `revision` says, and nothing has changed since."""
    run = unchanged_run(revision)
    rows = Approval.objects.filter(revision__in=run, wording=wording_of(revision))
    return set(rows.exclude(user=None).values_list("user_id", flat=True))


def has_had_a_say(page: Page, user) -> bool:
    """Return whether `user` wrote the latest wording of `page`, or approved it already."""
    revision = page.get_latest_revision()
    return revision is not None and (
        last_editor(page, revision) == user.pk or user.pk in approvers(revision)
    )


def refuse_last_editor(page: Page, user, revision: Revision) -> None:
    """Raise PublicationRefused where `user` last changed `revision` or the draft since."""
    if user.pk in (last_editor(page, revision), last_editor(page)):
        reason = _(
            "You made the last change of “%(title)s”: somebody else has to approve it or send it "
            "back."
        )
        raise PublicationRefused(page, [reason % {"title": page.get_admin_display_title()}])


def waits_for_others(page: Page, user, revision: Revision) -> bool:
    """Return whether more people than `user` and those before have to approve `revision`."""
    return _lacking(Publication(page.specific, user, revision)) > 0


def lacks_eyes(publication: Publication) -> list[str]:
    """Return why `publication` may not go out: too few people stand behind the text."""
    if _is_exempt(publication):
        return []
    lacking = _lacking(publication)
    if lacking <= 0:
        return []
    kind = kind_of(publication.page)
    reason = ngettext(
        "“%(title)s” is not published yet: for this kind (%(kind)s), %(count)d more person who may "
        "publish has to approve this very text. Send it to be approved.",
        "“%(title)s” is not published yet: for this kind (%(kind)s), %(count)d more people who may "
        "publish have to approve this very text. Send it to be approved.",
        lacking,
    ) % {
        "title": publication.page.get_admin_display_title(),
        "kind": kind.label,
        "count": lacking,
    }
    return [reason]


def _is_exempt(publication: Publication) -> bool:
    page, revision = publication.page, publication.revision
    if _exempt.get() or page.alias_of_id:
        return True
    # The moment has come: it was asked when it was scheduled.
    if publication.user is None and revision and revision.approved_go_live_at:
        return True
    if required_people(kind_of(page)) <= 1:
        return True
    if any(covered(publication) for covered in _covered):
        return True
    # What is written elsewhere may be newer than the draft that is asked about.
    return _written_elsewhere(publication) is None and _says_nothing_new(publication)


def _says_nothing_new(publication: Publication) -> bool:
    published = Page.objects.filter(pk=publication.page.pk, live=True).first()
    return bool(
        published
        and published.live_revision
        and publication.revision
        and wording_of(published.live_revision) == wording_of(publication.revision)
    )


def _lacking(publication: Publication) -> int:
    """Return how many people are missing behind a text, 0 or less where there are enough."""
    author, publisher = _authors(publication)
    behind = {author} if author else set()
    if publisher and publisher != author and _may_publish(publication.page, publisher):
        behind.add(publisher)
    if publication.revision:
        behind |= approvers(publication.revision)
    return required_people(kind_of(publication.page)) - len(behind)


def _written_elsewhere(publication: Publication) -> tuple[int | None, int | None] | None:
    found = (authorship(publication) for authorship in _authorships)
    return next((authors for authors in found if authors is not None), None)


def _authors(publication: Publication) -> tuple[int | None, int | None]:
    if found := _written_elsewhere(publication):
        return found
    user = publication.user.pk if publication.user else None
    if publication.revision is None:
        return user, user
    return unchanged_run(publication.revision)[-1].user_id, user


def _may_publish(page: Page, user_id: int) -> bool:
    user = get_user_model().objects.filter(pk=user_id, is_active=True).first()
    return bool(user and page.permissions_for_user(user).can_publish())
