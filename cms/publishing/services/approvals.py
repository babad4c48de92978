"""Approvals, on record."""

from wagtail.models import Page, Revision

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
