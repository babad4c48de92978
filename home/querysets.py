"""Named reads of the public site's pages."""

import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from wagtail.models import PageManager

from cms.core.querysets import PublicPageQuerySet


class StatementQuerySet(PublicPageQuerySet):
    """Statements, newest first, with the state that lists show."""

    def newest_first(self):
        """Return the rows by date, the latest first; ties keep one order for good."""
        return self.order_by("-date", "-pk")

    def with_state(self):
        """Return the rows with `superseded`: whether one published in its language replaces it."""
        successors = (
            self.model.objects.published()
            .filter(
                supersedes__translation_key=OuterRef("translation_key"),
                locale=OuterRef("locale"),
            )
            .order_by()
        )
        return self.annotate(superseded=Exists(successors))

    def cards(self):
        """Return the rows with everything that a card shows."""
        return self.select_related("adopted_by", "locale").with_state()

    def signed_by(self, organisation):
        """Return the statements that an organisation signs."""
        return self.filter(signatory_organisations=organisation)

    def matching(self, *, topic="", place="", body="", year=None, kind=""):
        """Return the rows that the chosen filters leave, each given by its code."""
        rows = self
        if topic:
            rows = rows.filter(Q(topics__code=topic) | Q(topics__parent__code=topic))
        if place:
            rows = rows.filter(Q(places__code=place) | Q(places__parent__code=place))
        if body:
            rows = rows.filter(adopted_by__code=body)
        if year:
            rows = rows.filter(date__year=year)
        if kind:
            rows = rows.filter(kind=kind)
        return rows.distinct() if topic or place else rows


StatementManager = PageManager.from_queryset(StatementQuerySet)


class EventQuerySet(PublicPageQuerySet):
    """Events, split by the moment they end."""

    def coming(self, now: datetime.datetime | None = None):
        """Return those that have not ended, the next one first."""
        return self.filter(ends_at__gte=now or timezone.now()).order_by("starts_at", "pk")

    def past(self, now: datetime.datetime | None = None):
        """Return those that have ended, the latest first."""
        return self.filter(ends_at__lt=now or timezone.now()).order_by("-starts_at", "-pk")

    def cards(self):
        """Return the rows with everything that a card shows."""
        return self.select_related("place", "locale", "image")


EventManager = PageManager.from_queryset(EventQuerySet)
