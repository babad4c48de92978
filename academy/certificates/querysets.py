"""Named reads of certificates."""

from django.db import models


class CertificateQuerySet(models.QuerySet):
    """Certificates that were issued."""

    def valid(self):
        """Return those that are neither replaced nor revoked."""
        return self.filter(state=self.model.State.ISSUED)

    def held_by(self, user):
        """Return those of a user that can still be printed."""
        return self.filter(enrolment__user=user, code__isnull=False)

    def visible_to(self, standing):
        """Return those that somebody may see: all to the staff, else one's own."""
        return self.all() if standing.staff else self.held_by(standing.user)
