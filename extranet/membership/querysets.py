"""Named reads of cases."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from cms.directory.models import Representative
from extranet.core.standing import Standing, standing_of
from extranet.membership.rights import opens, own_organisations, prepares


class CaseQuerySet(models.QuerySet):
    """Membership cases."""

    def visible_to(self, who):
        """Return the cases that a user (or Standing) may read.

        Who prepares reads all that was sent; a body's readers read what is before it, and its
        chair what was opened against an organisation. Nobody reads the deliberation about the
        organisation that he or she sits for, but for the secretariat.
        """
        standing = standing_of(who)
        sent = self.exclude(state=self.model.State.DRAFT)
        if standing.secretariat:
            return sent
        if standing.user is None:
            return self.none()
        state = self.model.State
        bodies = standing.reads | standing.manages
        put = Q(state__in=(state.BEFORE, state.ADOPTED, state.REJECTED, state.REGISTERED))
        rights = put & Q(body__in=bodies)
        if opens(standing):
            rights |= Q(opened_by=standing.user)
        rows = sent if prepares(standing) else sent.filter(rights)
        return rows.exclude(organisation__in=own_organisations(standing))

    def asked_of(self, who):
        """Return the cases on which somebody is asked for an opinion with a mandate in force."""
        standing = standing_of(who)
        opinions = self.model._meta.get_field("opinions").related_model
        mine = opinions.objects.filter(case=OuterRef("pk"), mandate__in=standing.mandates)
        return self.filter(Exists(mine), state=self.model.State.CONSULTED)

    def against_organisations_of(self, who):
        """Return the cases against organisations that a user (or Standing) represents now."""
        return self.filter(
            kind__in=("suspension", "exclusion", "lifting"),
            organisation__in=represented_by(standing_of(who)),
        )

    def with_names(self):
        """Return the rows with what their titles need."""
        return self.select_related("body", "organisation__place", "application__place")


def represented_by(standing: Standing) -> frozenset[int]:
    """Return the ids of the organisations that somebody leads, or speaks for abroad."""
    roles = (Representative.Role.LEADER, Representative.Role.INTERNATIONAL)
    return frozenset(row.organisation_id for row in standing.represents if row.role in roles)
