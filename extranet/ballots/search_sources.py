"""Ballots are found once they are opened: their questions and texts, and nothing of the votes."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cms.core.labels import pick
from extranet.ballots.elections import search_sources  # noqa: F401
from extranet.ballots.models import Ballot
from extranet.core.search_sources import SearchSource, affects, languages_of, register


@register
class BallotSource(SearchSource):
    """Ballots that are or were open."""

    kind = "ballot"
    label = _("ballot")

    @staticmethod
    def counted(count):
        return ngettext("%(count)s ballot", "%(count)s ballots", count)

    def findable(self):
        return Ballot.objects.exclude(state=Ballot.State.DRAFT).select_related("body")

    def languages(self, row):
        return languages_of(row.titles)

    def readers(self, row):
        return {f"body:{row.body_id}"}

    def project_row(self, row, language):
        return {
            "title": pick(row.titles, language),
            "text": pick(row.texts, language),
            "url": reverse("extranet:ballot", args=[row.pk]),
            "body": row.body,
            "date": (row.opened_at or row.created_at).date(),
        }


@affects(Ballot)
def of_ballot(row):
    """Yield its own entry."""
    yield "ballot", [row.pk]
