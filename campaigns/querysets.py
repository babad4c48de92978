"""Named reads of campaigns."""

import datetime

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
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
        """Return the rows with everything that a card shows, the counts of an appeal among it."""
        # The models of this app are read from here.
        appeal = apps.get_model("campaigns", "Appeal").objects.filter(
            campaign_key=OuterRef("translation_key")
        )
        return self.select_related("locale", "image").annotate(
            organisations_signed=Subquery(appeal.values("organisations")),
            people_signed=Subquery(appeal.values("people")),
        )


CampaignManager = PageManager.from_queryset(CampaignQuerySet)


class AppealQuerySet(models.QuerySet):
    """Appeals, found by what they belong to."""

    def of(self, page):
        """Return the appeal of a campaign, whichever language of it `page` is; or None."""
        return self.filter(campaign_key=page.translation_key).first()

    def open_to_organisations(self, moment: datetime.datetime | None = None):
        """Return those that organisations can sign at `moment`, by default now."""
        moment = moment or timezone.now()
        return self.filter(
            Q(ends_at__isnull=True) | Q(ends_at__gt=moment), organisations_from__lte=moment
        )


class OrganisationSignatureQuerySet(models.QuerySet):
    """Signatures of organisations, by where they stand."""

    def signed(self):
        """Return those that count."""
        return self.filter(state=self.model.State.SIGNED)

    def standing(self):
        """Return the one of each organisation that was not withdrawn, signed or not."""
        return self.exclude(state=self.model.State.WITHDRAWN)
