"""Named reads of campaigns."""

import datetime

from django.db.models import Q
from django.utils.timezone import localdate
from wagtail.models import PageManager

from cms.core.querysets import PublicPageQuerySet


class CampaignQuerySet(PublicPageQuerySet):
    """Campaigns, split by the day they end."""

    def current(self, on: datetime.date | None = None):
        """Return those that run on the day `on`, by default today, the newest first."""
        on = on or localdate()
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on
        ).order_by("-starts_on", "-pk")

    def past(self, on: datetime.date | None = None):
        """Return those that had ended before the day `on`, the latest first."""
        return self.filter(ends_on__lt=on or localdate()).order_by("-ends_on", "-pk")

    def coming(self, on: datetime.date | None = None):
        """Return those that have not begun on the day `on`, the next one first."""
        return self.filter(starts_on__gt=on or localdate()).order_by("starts_on", "pk")

    def cards(self):
        """Return the rows with everything that a card shows."""
        return self.select_related("locale", "image")


CampaignManager = PageManager.from_queryset(CampaignQuerySet)
