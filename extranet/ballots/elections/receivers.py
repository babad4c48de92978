"""Ties ballots to their elections: what their records hold, how rounds go on, what is checked."""

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.translation import gettext as _

from cms.core.errors import Refused
from extranet.ballots import signals
from extranet.ballots.counting.terms import Method
from extranet.ballots.models import Ballot, Election, ElectionRound
from extranet.ballots.services.elections.voting import election_part
from extranet.ballots.services.publishing import register_part

register_part("election", election_part)


@receiver(post_save, sender=Ballot)
def next_round_of_an_election(sender, instance, created, **kwargs):
    """A vote that follows a void one is the same round anew: same seats, same candidates."""
    previous = instance.previous
    if not (created and previous and previous.state == Ballot.State.VOID):
        return
    row = ElectionRound.objects.filter(ballot=previous).first()
    if row is None:
        return
    ElectionRound.objects.create(
        ballot=instance, election=row.election, quota=row.quota, candidates=row.candidates
    )
    # By the terms that candidates know: with as many votes as there are seats.
    instance.terms_given = previous.terms_frozen
    Ballot.objects.filter(pk=instance.pk).update(terms_given=instance.terms_given)


@receiver(signals.ballot_opened)
def check_round(sender, ballot, **kwargs):
    """Refuse to open a vote that is another one than the election says."""
    row = ElectionRound.objects.select_related("election").filter(ballot=ballot).first()
    if row is None:
        return
    if row.election.state != Election.State.VOTING:
        raise Refused(_("Its election is not being voted on now."))
    codes = {candidate["code"] for candidate in row.candidates}
    options = set(ballot.options.values_list("code", flat=True))
    slate = ballot.terms.method == Method.SLATE
    if ballot.rule_id != row.election.rule_id or not (slate or options == codes):
        raise Refused(_("Rule or candidates are not those of the election: prepare it anew."))
