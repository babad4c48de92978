"""What somebody may vote on a ballot at this moment, and why not, in words for them."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cms.core.clock import database_now
from cms.core.labels import pick
from cms.directory.models import Mandate, OrganisationStatus
from cms.directory.querysets import site_day
from extranet.ballots.models import Ballot, Participation, RollExclusion, RollLine
from extranet.ballots.querysets import VOTING_STATUSES
from extranet.ballots.services.roll import Roll, key_of, line_key, roll_now
from extranet.core.standing import ENTITLED, Standing, standing_of

State, Manner, Reason = Ballot.State, RollLine.Manner, RollExclusion.Reason


@dataclass(frozen=True)
class Standpoint:
    """Where somebody stands in a vote: the `lines` that are theirs to cast now, each with
    `has_voted`, and sentences for them that say why they have a vote or none. `roll` is what it
    rests on."""

    lines: list[RollLine] = field(default_factory=list)
    in_words: list[str] = field(default_factory=list)
    roll: Roll = field(default_factory=Roll)


class Bench:
    """Everything that says whose lines are whose at one moment; four queries at most."""

    def __init__(self, ballot: Ballot, who, moment=None):
        self.ballot = ballot
        self.moment = moment or database_now()
        if isinstance(who, Standing):
            who = who.user
        # A standing may have been asked for a while ago: rights are those of this moment.
        self.standing = standing_of(who, self.moment)
        self.own = {m.pk: m for m in self.standing.mandates_on(ballot.body_id)}
        rows = Mandate.objects.in_force_at(self.moment).filter(body=ballot.body_id)
        self.in_force = {m.pk: m for m in rows.select_related("organisation")}
        recused = ballot.exclusions.filter(reason=Reason.RECUSED)
        self.recused = set(recused.values_list("mandate__person", flat=True))

    def is_theirs(self, line: RollLine) -> bool:
        """Return whether a line is for this person to cast, were there no hindrance."""
        if line.manner != Manner.OWN:
            return line.voter_id in self.own
        if line.mandate_id:
            return line.mandate_id in self.own
        return any(
            mandate.organisation_id == line.organisation_id
            and mandate.role in ENTITLED
            and mandate.person_id not in self.recused
            for mandate in self.own.values()
        )

    def was_theirs(self, line: RollLine) -> bool:
        """Return whether a line was for this person to cast, by a mandate they hold no longer."""
        if self.standing.user is None:
            return False
        past = Mandate.objects.filter(body=self.ballot.body_id, person__user=self.standing.user.pk)
        if line.manner == Manner.OWN and line.mandate_id is None:
            past = past.filter(organisation=line.organisation_id, role__in=ENTITLED)
            return past.exclude(person__in=self.recused).exists()
        return past.filter(pk=line.voter_id or line.mandate_id).exists()

    def hindrance(self, line: RollLine) -> str:
        """Return why a line cannot be cast at this moment, in words; nothing where it can.

        That the vote is open at all is not asked here.
        """
        if not self._seat_lasts(line):
            return _("The mandate that this vote belongs to has ended.")
        if not self._has_standing(line.organisation_id):
            return _("This organisation is not a member or associated partner now.")
        if line.manner != Manner.OWN:
            voter = self.in_force.get(line.voter_id)
            if voter is None:
                return _("The mandate of who casts this vote for another has ended.")
            if line.manner == Manner.PROXY and voter.role not in ENTITLED:
                return _("The mandate of who casts this vote for another has ended.")
            if not self._has_standing(voter.organisation_id):
                return _("This organisation is not a member or associated partner now.")
        if line.present is False:
            return _("This vote was not present when the vote was opened in the meeting.")
        return ""

    def _seat_lasts(self, line: RollLine) -> bool:
        if line.mandate_id:
            mandate = self.in_force.get(line.mandate_id)
            return mandate is not None and mandate.role in ENTITLED
        return any(
            mandate.organisation_id == line.organisation_id and mandate.role in ENTITLED
            for mandate in self.in_force.values()
        )

    def _has_standing(self, organisation_id: int | None) -> bool:
        if organisation_id is None:
            return True
        row = (
            OrganisationStatus.objects.in_force(site_day(self.moment))
            .filter(organisation=organisation_id)
            .order_by("-starts_on")
            .first()
        )
        return row is not None and row.status in VOTING_STATUSES


def not_open(ballot: Ballot, moment) -> str:
    """Return why no vote is taken at a moment, in words; nothing where votes are taken."""
    if ballot.state == State.DRAFT:
        return _("This vote has not been opened yet.")
    if ballot.state == State.VOID:
        return _("This vote was declared void.")
    if not ballot.is_running(moment):
        return _("This vote is closed: no more votes are taken.")
    return ""


def why(ballot: Ballot, standing) -> Standpoint:
    """Return where a user (or Standing) stands in a ballot, before they try to vote."""
    bench = Bench(ballot, standing)
    roll = roll_now(ballot, bench.moment)
    bench.recused |= {
        row.mandate.person_id for row in roll.exclusions if row.reason == Reason.RECUSED
    }
    closed = not_open(ballot, bench.moment)
    voted = set(
        Participation.objects.filter(line__ballot=ballot.pk).values_list("line_id", flat=True)
    )
    lines, words = [], [closed] if closed else []
    for line in roll.lines:
        if bench.is_theirs(line):
            line.has_voted = line.pk in voted
            hindrance = bench.hindrance(line)
            words.append(_with_name(line, hindrance) if hindrance else _on_the_roll(line, ballot))
            if not hindrance and not closed:
                lines.append(line)
    words += _without(ballot, bench, roll)
    return Standpoint(lines, list(dict.fromkeys(words)), roll)


def _with_name(line: RollLine, sentence: str) -> str:
    return _("%(name)s: %(sentence)s") % {"name": line.name, "sentence": sentence}


def _on_the_roll(line: RollLine, ballot: Ballot) -> str:
    name = {"name": line.name}
    if line.has_voted:
        if ballot.terms.secret:
            return _("The vote of %(name)s has been cast.") % name
        return _("The vote of %(name)s has been cast; it can be changed until the close.") % name
    if line.manner == Manner.PROXY:
        return _("You vote for %(name)s, who gave you a proxy.") % name
    if line.manner == Manner.SUBSTITUTE:
        return _("You vote for %(name)s, in whose place you sit.") % name
    if line.mandate_id is None:
        return _("You can cast the vote of %(name)s: one of its delegates does.") % name
    if ballot.state == State.DRAFT:
        return _("You would be on the roll: your mandate is in force.")
    return _("You are on the roll: your mandate was in force when it was made.")


def _without(ballot: Ballot, bench: Bench, roll: Roll) -> list[str]:
    """Return why mandates of this person have no vote of their own."""
    standing = bench.standing
    if standing.user is None:
        return [_("Sign in to see whether you have a vote.")]
    words = [
        _excluded(row)
        for row in roll.exclusions
        if row.mandate.person.user_id == standing.user.pk
        and (row.reason != Reason.SAME_ORGANISATION or row.mandate_id not in bench.own)
    ]
    told = {row.mandate_id for row in roll.exclusions}
    lines = {line_key(line): line for line in roll.lines}
    held = Mandate.objects.filter(body=ballot.body_id, person__user=standing.user.pk)
    for mandate in held.select_related("organisation"):
        line = lines.get(key_of(mandate, ballot.terms.unit))
        if line is not None and mandate.pk in bench.own and line.manner != Manner.OWN:
            words.append(_cast_by_another(line))
        elif line is not None and mandate.pk not in bench.own and line.mandate_id:
            words.append(_("Your mandate has ended: you cannot vote any more."))
        elif line is None and mandate.pk not in told and mandate.pk in bench.own:
            words.append(_("Your mandate began after this vote was opened: it is not on the roll."))
    if not words and not any(bench.is_theirs(line) for line in roll.lines):
        if any(not mandate.is_lasting(bench.moment) for mandate in held):
            return [_("Your mandate has ended: you cannot vote any more.")]
        return [_("You have no mandate on this body, and so no vote.")]
    return words


def _excluded(row: RollExclusion) -> str:
    organisation = pick(row.mandate.organisation.names) if row.mandate.organisation else ""
    name = {"name": organisation, "role": row.mandate.get_role_display()}
    return {
        Reason.NO_SEAT: _("As %(role)s you have no vote."),
        Reason.GUEST: _("Guests and observers have no vote."),
        Reason.SUSPENDED: _("You have no vote, as %(name)s is suspended."),
        Reason.NO_MEMBER: _("You have no vote, as %(name)s is not a member or associated partner."),
        Reason.RECUSED: _("You have no vote, as you take no part in this decision."),
        Reason.SAME_ORGANISATION: _("%(name)s has one vote, which one of its delegates casts."),
    }[row.reason] % name


def _cast_by_another(line: RollLine) -> str:
    if line.manner == Manner.PROXY:
        return _("You gave a proxy: %(name)s casts the vote.") % {"name": line.voter.person.name}
    return _("%(name)s sat in your place at the opening, and casts the vote.") % {
        "name": line.voter.person.name
    }
