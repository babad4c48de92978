"""Approvals, on record."""

from django.db import transaction
from wagtail.models import Page, Revision, TaskState

from cms.publishing.models.approval import Approval
from cms.publishing.wording import wording_of


def record(*, page: Page, revision: Revision, user) -> Approval | None:
    """Note that `user` stands behind `revision`; return the row, None for who may not publish."""
    if not page.permissions_for_user(user).can_publish():
        return None
    row, _created = Approval.objects.get_or_create(
        page_id=page.pk, revision=revision, wording=wording_of(revision), user=user
    )
    return row


@transaction.atomic
def decide(*, state: TaskState, revision: Revision, user, action: str, comment: str) -> None:
    """Approve `revision`, which `user` has read, or send it back, in the task that waits.

    A draft that was edited after it had been sent waits with what it says now. Raise
    PublicationRefused where a rule says no; the task is as it was then.
    """
    if state.revision_id != revision.pk:
        state.revision = revision
        state.save(update_fields=["revision"])
    state.task.specific.on_action(state, user, action, comment=comment)
