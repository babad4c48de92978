"""Elections are found by their titles, and by candidates' names once everybody sees these."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cms.core.labels import pick
from extranet.ballots.models import Election, Nomination
from extranet.core.search_sources import SearchSource, affects, languages_of, register

State = Election.State
NAMES_SEEN = (State.CLOSED, State.VOTING, State.DECIDED)


@register
class ElectionSource(SearchSource):
    """The elections that are no drafts, for who reads what the electing body reads."""

    kind = "election"
    label = _("election")

    @staticmethod
    def counted(count):
        return ngettext("%(count)s election", "%(count)s elections", count)

    def findable(self):
        return Election.objects.exclude(state=State.DRAFT).select_related("body", "seats_of")

    def languages(self, row):
        return languages_of(row.titles)

    def readers(self, row):
        return {f"body:{row.body_id}"}

    def project_row(self, row, language):
        names = []
        if row.state in NAMES_SEEN:
            standing = [one for one in row.nominations.all() if one.state == "admitted"]
            names = sorted(one.name for one in standing)
        return {
            "title": pick(row.titles, language),
            "text": "\n".join([pick(row.texts, language), *names]),
            "url": reverse("extranet:election", args=[row.pk]),
            "body": row.body,
            "date": row.decided_on or row.nominations_until.date(),
        }


@affects(Election)
def of_election(row):
    """Yield its own entry."""
    yield "election", [row.pk]


@affects(Nomination)
def of_nomination(row):
    """Yield the entry of the election that somebody stands in."""
    yield "election", [row.election_id]
