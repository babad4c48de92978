"""What is held about candidates and about who names them.

Who was on a ballot stays on its record; who was not can be erased, photograph and all.
"""

from operator import attrgetter

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.core.personal_data import sources
from extranet.ballots.models import Election, Nomination
from extranet.ballots.services.elections.naming import forget
from extranet.core.personal_data import ActSource, OfBodySource


class CandidateSource(OfBodySource):
    """The nominations of somebody, with what they say there."""

    model = Nomination
    label = _("Candidatures")
    person_field = "person"
    body_field = "election__body"
    # Before the mandates, and before the person: a candidate's row leads to both.
    order = 28
    fields = (
        (_("name"), attrgetter("name")),
        (_("named by"), lambda row: row.organisation.name),
        "gender",
        "place",
        "statements",
        (_("photograph"), lambda row: gettext("yes") if row.photograph else gettext("no")),
        (_("agreed to stand on"), attrgetter("accepted_at")),
        "state",
    )

    def find(self, subject):
        return super().find(subject).select_related("organisation", "place", "election")

    def reason_to_keep(self, row):
        if row.state == Nomination.State.ADMITTED and row.election.state in (
            Election.State.VOTING,
            Election.State.DECIDED,
        ):
            return gettext(
                "Who could be voted for belongs to the record of the vote: without it nobody could "
                "count it again."
            )
        return ""

    def erase(self, row):
        photograph, storage = row.photograph.name, row.photograph.storage
        forget(nomination=row)
        if photograph:
            transaction.on_commit(lambda: storage.delete(photograph))


sources.register(CandidateSource())
sources.register(
    ActSource(
        Nomination,
        "nominated_by",
        _("Candidates named"),
        body="election__body",
        when="nominated_at",
    )
)
sources.register(
    ActSource(Election, "created_by", _("Elections prepared"), body="body", when="created_at")
)
