"""Giving translations to people, and handing them over to be reviewed."""

import datetime

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log
from wagtail.models import WorkflowState
from wagtail_localize.models import Translation

from cms.translation.completeness import untranslated_texts
from cms.translation.errors import HandOverRefused
from cms.translation.media_texts import untranslated_media_texts
from cms.translation.models import Assignment
from cms.translation.page_texts import plain
from cms.translation.services.texts import settle
from cms.translation.texts import lost_names, texts_of, unfinished

ASSIGN, HAND_OVER = "translation.assign", "translation.hand_over"
NAMED, EXCERPT = 3, 60


@transaction.atomic
def assign(
    *,
    translation: Translation,
    by,
    assignee=None,
    approver=None,
    due_on: datetime.date | None = None,
    note: str = "",
) -> Assignment:
    """Give `translation` to `assignee`, to be ready by `due_on` and approved by `approver`.

    Given anew, it is owed again, also where it was handed over before.
    """
    assignment, _created = Assignment.objects.update_or_create(
        translation=translation,
        defaults={
            "assignee": assignee,
            "approver": approver,
            "due_on": due_on,
            "note": note,
            "assigned_by": by,
            "assigned_at": now(),
            "reminded_on": None,
        },
    )
    log(
        translation.get_target_instance(),
        ASSIGN,
        user=by,
        # By id: a name would stay in the log when the account is erased.
        data={"translator": assignee.pk if assignee else None},
    )
    return assignment


@transaction.atomic
def hand_over(*, translation: Translation, user) -> list[str]:
    """Send `translation` into its page's workflow; return warnings to show with it.

    Raise HandOverRefused where texts are missing (named), where it is under review already, or
    where the page has no workflow.
    """
    page = translation.get_target_instance()
    texts = texts_of(translation, page)
    settle(translation=translation, texts=texts, user=user)
    _refuse_unready(translation, page, texts)
    page = _draft(translation, page, user)
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
    else:
        page.get_workflow().start(page, user)
    moment = now()
    assignment, _created = Assignment.objects.get_or_create(
        translation=translation,
        defaults={"assignee": user, "assigned_by": user, "assigned_at": moment},
    )
    assignment.handed_over_by, assignment.handed_over_at = user, now()
    if assignment.assignee is None:
        assignment.assignee = user
    assignment.save()
    log(
        page,
        HAND_OVER,
        user=user,
        data={"translator": assignment.assignee_id},
    )
    return [
        _(
            "“%(name)s” is a name that is never translated, and is missing in the translation "
            "of: “%(text)s”."
        )
        % {"name": hit.term.term, "text": excerpt(text.source)}
        for text, hit in lost_names(texts)
    ]


def excerpt(html: str) -> str:
    """Return the first words of a text, enough to know it by."""
    words = plain(html)
    return words if len(words) <= EXCERPT else words[:EXCERPT].rstrip() + "…"


def _refuse_unready(translation: Translation, page, texts) -> None:
    missing = [text.source for text in unfinished(texts)]
    missing += [text for text in untranslated_texts(translation) if text not in missing]
    missing += untranslated_media_texts(page)
    if missing:
        message = ngettext(
            "It is not ready: %(count)d text has no translation yet, or one to be looked at: "
            "%(texts)s.",
            "It is not ready: %(count)d texts have no translation yet, or one to be looked at: "
            "%(texts)s.",
            len(missing),
        )
        named = ", ".join(f"“{excerpt(text)}”" for text in missing[:NAMED])
        named += "…" if len(missing) > NAMED else ""
        raise HandOverRefused(message % {"count": len(missing), "texts": named})
    if page.workflow_in_progress:
        raise HandOverRefused(_("It is under review already."))
    if page.get_workflow() is None:
        raise HandOverRefused(_("No workflow is set for this page: ask an administrator."))


def _draft(translation: Translation, page, user):
    """Return the target page with its translated texts as its latest draft."""
    translation.save_target(user=user, publish=False)
    return translation.get_target_instance()
