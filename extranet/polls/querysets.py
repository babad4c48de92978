"""Named reads of polls."""

from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from extranet.core.standing import standing_of


class QuestionQuerySet(models.QuerySet):
    """Polls that are asked here, read with the package's row."""

    def visible_to(self, who):
        """Return the polls that a user (or Standing) may see: those of the bodies that he or she
        reads, and with any such body those of the whole extranet; guests none."""
        standing = standing_of(who)
        rows = self.select_related("poll")
        if standing.secretariat:
            return rows
        bodies = standing.reads | standing.manages
        return rows.filter(Q(body__in=bodies) | Q(body=None)) if bodies else rows.none()

    def answerable_by(self, who):
        """Return those of the polls, running or not, that a user (or Standing) is asked."""
        standing = standing_of(who)
        rows = self.select_related("poll")
        if not standing.reads:
            return rows.none()
        return rows.filter(Q(body__in=standing.reads) | Q(body=None))

    def running(self, moment=None):
        """Return those that take answers at a moment, by default now."""
        return self.filter(closed_at=None, closes_at__gt=moment or timezone.now())

    def overdue(self, moment=None):
        """Return those whose end has passed and that nobody has closed yet."""
        return self.filter(closed_at=None, closes_at__lte=moment or timezone.now())

    def with_answers(self):
        """Return the rows with `answered`: how many have answered."""
        return self.annotate(answered=Count("answers", distinct=True))
