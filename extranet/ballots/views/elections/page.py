"""The page of an election: what is filled and how, who stands, what it came to."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from cms.media.files.sending import describe
from extranet.ballots.elections.outcome import Outcome
from extranet.ballots.elections.words import conditions, empty_in_words, region_names
from extranet.ballots.models import Ballot, Election, Nomination
from extranet.ballots.services.elections import conditions as reads
from extranet.ballots.services.elections import seating, voting
from extranet.ballots.stages import Stage, stage_of
from extranet.ballots.terms_in_words import facts
from extranet.ballots.views.elections.base import OfElection
from extranet.core.views.base import ExtranetView

State = Election.State


class ElectionView(OfElection, ExtranetView, TemplateView):
    """One election, for who may see it."""

    template_name = "ballots/elections/election.html"

    @cached_property
    def nominations(self) -> list[Nomination]:
        """The nominations that the reader may see."""
        rows = Nomination.objects.visible_to(self.standing).filter(election=self.election)
        return list(rows.with_names())

    @cached_property
    def regions(self) -> dict[str, str]:
        """The names of the regions that seats are kept for."""
        return region_names(self.election.regions)

    @cached_property
    def rounds(self) -> list:
        """The rounds whose ballots the reader may see, void ones left out."""
        if not (self.standing.may_read(self.election.body_id) or self.is_over):
            return []
        rows = self.election.rounds.select_related(
            *("ballot__rule", "ballot__body", "ballot__count", "ballot__tie_break"),
            "ballot__record",
        ).prefetch_related("ballot__options")
        rows = rows.exclude(ballot__state=Ballot.State.VOID).order_by("pk")
        if not self.manages:
            rows = rows.exclude(ballot__state=Ballot.State.DRAFT)
        return list(rows)

    @property
    def is_over(self) -> bool:
        """Whether it is decided: then everybody who sees the election sees what came of it."""
        return self.election.state == State.DECIDED

    def get_context_data(self, **kwargs):
        election = self.election
        mine = self._mine()
        return super().get_context_data(
            conditions=conditions(election, self.regions),
            rule_facts=facts(election.rule.terms()),
            candidates=self._candidates(),
            mine=mine,
            mine_to_accept=[one for one in self.nominations if self._is_to_accept(one)],
            takes_nominations=election.takes_nominations(self.standing.moment),
            rounds=[self._round(row) for row in self.rounds],
            seated=[one for one in self.nominations if one.mandate_id],
            reads_ballots=self.standing.may_read(election.body_id),
            **self._led(),
            **kwargs,
        )

    def _candidates(self) -> list[Nomination]:
        """Return the candidates as everybody sees them: who is admitted, once that can be seen;
        who manages the body sees everybody who was named."""
        if self.manages:
            rows = [one for one in self.nominations if one.state != Nomination.State.WITHDRAWN]
        elif self.election.state in (State.DRAFT, State.OPEN):
            return []
        else:
            rows = [one for one in self.nominations if one.state == Nomination.State.ADMITTED]
        return rows

    def _mine(self) -> list[dict]:
        """Return the organisations that the reader names for, with whom they have named."""
        if self.election.is_draft:
            return []
        rows = []
        for organisation in reads.organisations_of(self.election, self.standing):
            named = [one for one in self.nominations if one.organisation_id == organisation.pk]
            missing = reads.missing_of_pair(self.election, named)
            words = {
                "woman": _("You have not named a woman yet."),
                "man": _("You have not named a man yet."),
            }
            rows.append(
                {
                    "organisation": organisation,
                    "nominations": named,
                    "missing": words.get(missing, ""),
                }
            )
        return rows

    def _is_to_accept(self, nomination: Nomination) -> bool:
        person = nomination.person
        own = bool(person and person.user_id == self.request.user.pk)
        named = nomination.stands and nomination.accepted_at is None
        return own and named and self.election.state in (State.OPEN, State.CLOSED)

    def _round(self, row) -> dict:
        ballot = row.ballot
        labels = {option.code: option.label for option in ballot.options.all()}
        # Of a slate the options are answers: its candidates have their names.
        labels |= {one.code: one.name for one in self.nominations if one.code not in labels}
        counted = ballot.state == Ballot.State.CLOSED and hasattr(ballot, "count")
        ballot.stage = stage_of(ballot, self.standing.moment)
        return {
            "ballot": ballot,
            "outcome": Outcome(row, labels, self.regions) if counted else None,
            "is_signed": ballot.stage == Stage.SETTLED,
        }

    def _led(self) -> dict:
        """Return what who manages the body sees beside: what is next, what is in its way."""
        if not self.manages:
            return {}
        election = self.election
        waiting = [one for one in self.nominations if one.state == Nomination.State.OPEN]
        last = self.rounds[-1] if self.rounds else None
        signed = last is not None and hasattr(last.ballot, "record")
        count = voting.count_of(last.ballot) if signed else None
        voting_now = election.state == State.VOTING
        led = {
            "waiting": waiting,
            "is_led": election.state != State.VOID,
            "may_admit": election.state in (State.OPEN, State.CLOSED),
            "may_close": election.state == State.OPEN
            and not election.takes_nominations(self.standing.moment),
            "may_draw": election.state == State.CLOSED
            and election.order == Election.Order.LOT
            and not election.lot_note,
            "may_prepare": election.state in (State.CLOSED, State.VOTING) and last is None,
            "may_run_off": voting_now and bool(count and count.runoff),
            "may_seat": voting_now and signed,
            "may_co_opt": election.state == State.DECIDED and election.co_opted > 0,
        }
        if election.state in (State.CLOSED, State.VOTING):
            led["overlapping"] = seating.overlapping(election)
            if election.state == State.CLOSED and election.rule.method == "slate":
                admitted = [one for one in self.nominations if one.state == "admitted"]
                led["slate_problems"] = voting.slate_problems(election, admitted)
        if election.state == State.DECIDED:
            vacant = seating.vacant(election)
            led["vacant"] = empty_in_words(
                {
                    "seats": vacant.seats,
                    "genders": {kind: number for kind, number in vacant.genders.items() if number},
                    "regions": {code: number for code, number in vacant.regions.items() if number},
                },
                self.regions,
            )
            led["is_led"] = led["may_co_opt"] or bool(led["vacant"])
        return led


class PhotographView(ExtranetView):
    """The photograph of a candidate, for who may see the nomination."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, pk: int):
        rows = Nomination.objects.visible_to(self.standing).exclude(photograph="")
        nomination = get_object_or_404(rows, pk=pk)
        try:
            file = nomination.photograph.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        response = FileResponse(file)
        describe(response, name="photograph.jpg", content_type="image/jpeg", attachment=False)
        return response
