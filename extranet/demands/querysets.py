"""Named reads of demands."""

from django.db import models
from django.utils import timezone

from extranet.core.standing import standing_of


class DemandQuerySet(models.QuerySet):
    """Demands for extraordinary meetings."""

    def visible_to(self, who):
        """Return the demands that a user (or Standing) may see: its body's readers, no guests."""
        standing = standing_of(who)
        if standing.secretariat:
            return self.all()
        return self.filter(body__in=standing.reads | standing.manages)

    def running(self, moment=None):
        """Return those that can still be joined: open, and not past their last moment."""
        return self.filter(state=self.model.State.OPEN, closes_at__gt=moment or timezone.now())


class DemandUnitQuerySet(models.QuerySet):
    """Units of rolls."""

    def asking(self):
        """Return those whose request is made and not withdrawn."""
        return self.filter(requested_at__isnull=False, withdrawn_at__isnull=True)
