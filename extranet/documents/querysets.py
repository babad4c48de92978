"""Named reads of documents."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from extranet.core.standing import standing_of
from extranet.documents.grants import grants


def shares_in_force(share_model, standing):
    """Return the shares that let `standing` read at its moment."""
    user_id = standing.user.pk if standing.user else None
    return share_model.objects.filter(
        Q(body__in=standing.reads) | Q(person__user=user_id, person__user__isnull=False),
        until__gt=standing.moment,
    ).filter(Q(revoked_at__isnull=True) | Q(revoked_at__gt=standing.moment))


class DocumentQuerySet(models.QuerySet):
    """Documents, of which everybody sees another part."""

    def visible_to(self, who):
        """Return the documents that a user (or Standing) may read, whatever their version."""
        standing = standing_of(who)
        kept = self.filter(disposed_at__isnull=True)
        if standing.secretariat:
            return kept
        if standing.user is None:
            return self.none()
        shares = self.model._meta.get_field("shares").related_model
        shared = shares_in_force(shares, standing).filter(document=OuterRef("pk"))
        state = self.model.State
        posted = Q(state=state.PUBLISHED) & (
            Q(folder__body__in=standing.reads)
            | Q(open_to_guests=True, folder__body__in=standing.visits)
            | Q(Exists(shared))
        )
        for grant in grants():
            posted |= Q(state=state.PUBLISHED, open_to_guests=True) & Q(grant.reads(standing))
        return kept.filter(posted | Q(folder__body__in=standing.manages))

    def with_current(self):
        """Return the rows with their newest version and folder, for lists."""
        return self.select_related("current", "folder__body")
