"""Takes the decisions that other rooms wait for, as ballots by the rule for their kind."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Model

from cms.directory.models import Organisation
from extranet.ballots.models import Ballot
from extranet.ballots.services import ballots, recusals
from extranet.ballots.services.rules import rule_for
from extranet.core.deciding import Progress, Proposal, reference
from extranet.core.standing import Standing


class BallotDecider:
    """Prepares a ballot for a proposal, and tells how far it has come."""

    @transaction.atomic
    def propose(self, proposal: Proposal, *, by) -> str:
        """Prepare the ballot and return its address; raise Refused where the body has no rule for
        this kind of decision, or `by` does not convene it."""
        ballot = ballots.prepare(
            body=proposal.body,
            rule=rule_for(proposal.body, proposal.kind),
            titles=proposal.titles,
            texts=proposal.texts,
            by=by,
            subject=reference(proposal.subject),
        )
        for organisation in Organisation.objects.filter(pk__in=proposal.recused).order_by("pk"):
            recusals.recuse(ballot=ballot, organisation=organisation, by=by)
        return ballot.get_absolute_url()

    def progress(self, subject: Model, standing: Standing) -> Iterable[Progress]:
        """Yield the ballots about a row that somebody may see, the first one first."""
        kind, key = reference(subject)
        rows = Ballot.objects.visible_to(standing).filter(subject_kind=kind, subject_key=key)
        for row in rows.order_by("pk"):
            over = row.state in (Ballot.State.CLOSED, Ballot.State.VOID)
            yield Progress(row.title, row.get_absolute_url(), row.get_state_display(), over)
