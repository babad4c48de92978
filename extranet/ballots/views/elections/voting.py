"""Prepares the vote and its runoffs, settles ties, seats the elected, reopens vacant seats."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from extranet.ballots.counting.elections import ElectionCount, to_settle
from extranet.ballots.counting.terms import Tie
from extranet.ballots.forms.election_steps import (
    CoOptForm,
    OrderForm,
    SeatForm,
    UntilForm,
    VoteForm,
)
from extranet.ballots.models import Ballot
from extranet.ballots.services import results
from extranet.ballots.services.elections import conditions, seating, voting
from extranet.ballots.views.elections.base import ActOnElection


class ElectionBallotView(ActOnElection):
    """Prepares the vote on the candidates."""

    form_class = VoteForm
    title = gettext_lazy("Prepare the vote")
    lede = gettext_lazy(
        "A draft with the candidates in their order. Open it on its page, as every ballot."
    )
    submit_text = gettext_lazy("Prepare it")
    done_message = gettext_lazy("The vote is prepared as a draft: look at its roll, then open it.")
    made: Ballot | None = None

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "body": self.election.body,
            "user": self.request.user,
        }

    def act_on(self, form):
        self.made = voting.prepare_ballot(
            election=self.election, by=self.request.user, **form.fields_of()
        )

    def get_done_url(self):
        return reverse("extranet:ballot", args=[self.made.pk])


class ElectionRunoffView(ElectionBallotView):
    """Prepares the vote that must follow."""

    title = gettext_lazy("Prepare the runoff")
    lede = gettext_lazy("It fills the seats that are left, among those whom the count names.")

    def act_on(self, form):
        self.made = voting.prepare_runoff(
            election=self.election, by=self.request.user, **form.fields_of()
        )


class ElectionTieView(ActOnElection):
    """Settles the ties of the last count by an order: drawn by lot, or said by the chair."""

    form_class = OrderForm
    title = gettext_lazy("Settle the tie")
    submit_text = gettext_lazy("Settle it so")
    done_message = gettext_lazy("The tie is settled. Two people sign the result now.")

    @cached_property
    def ballot(self) -> Ballot | None:
        """The vote whose tie is open."""
        rounds = voting.rounds_of(self.election)
        last = rounds[-1].ballot if rounds else None
        # A slate is even as a motion is: that is settled on the page of the ballot.
        counted = last is not None and voting.count_of(last) is not None
        return last if counted and results.is_tie_open(last) else None

    def allowed(self):
        return self.manages and self.ballot is not None

    @property
    def by_lot(self) -> bool:
        """Whether a lot is drawn; else the chair decides."""
        return self.ballot.terms.tie == Tie.LOT

    @property
    def lede(self):
        """How the rule wants it settled."""
        if self.by_lot:
            return _("Draw them one by one before witnesses. The first drawn takes a seat first.")
        return _("The chair says who comes first.")

    def get_form_kwargs(self):
        codes = to_settle(ElectionCount.from_json(self.ballot.count.numbers))
        options = {option.code: option.label for option in self.ballot.options.all()}
        names = {code: options[code] for code in options if code in codes}
        return super().get_form_kwargs() | {"names": names, "asks_why": self.by_lot}

    def act_on(self, form):
        results.settle_tie(
            ballot=self.ballot,
            how=self.ballot.terms.tie.value,
            choice=form.order(),
            by=self.request.user,
            note=form.cleaned_data["note"],
        )


class ElectionSeatView(ActOnElection):
    """Gives the elected their mandates."""

    form_class = SeatForm
    template_name = "ballots/elections/seat.html"
    title = gettext_lazy("Give the elected their mandates")
    lede = gettext_lazy(
        "All at once: where a rule of the body refuses one, nobody is given any, and you read why."
    )
    submit_text = gettext_lazy("Give the mandates")

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if voting.pending_runoff(self.election) is None:
            del form.fields["leave_empty"]
        return form

    def act(self, data):
        self.given = seating.seat_elected(
            election=self.election, by=self.request.user, leave_empty=data.get("leave_empty", False)
        )

    def get_done_message(self):
        number = len(self.given)
        if not number:
            return _("Nobody was left to be given a mandate.")
        text = ngettext("%(count)s mandate is given.", "%(count)s mandates are given.", number)
        return text % {"count": number}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            first_day=conditions.first_day(self.election),
            overlapping=seating.overlapping(self.election),
            **kwargs,
        )


class ElectionAgainView(ActOnElection):
    """Prepares the election of seats that are vacant."""

    form_class = UntilForm
    title = gettext_lazy("Elect for the vacant seats")
    lede = gettext_lazy(
        "An election of these seats alone, of their kinds, for what is left of the term. It is a "
        "draft at first."
    )
    submit_text = gettext_lazy("Prepare it")
    done_message = gettext_lazy("The election of the vacant seats is prepared.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def act(self, data):
        self.made = seating.by_election(
            election=self.election, by=self.request.user, nominations_until=data["closes"]
        )

    def get_done_url(self):
        return reverse("extranet:election", args=[self.made.pk])


class ElectionCoOptView(ActOnElection):
    """Seats somebody beside the elected, by decision."""

    form_class = CoOptForm
    title = gettext_lazy("Co-opt a member")
    lede = gettext_lazy("By a decision of the body, beside those elected.")
    submit_text = gettext_lazy("Co-opt them")
    done_message = gettext_lazy("The mandate of the co-opted member is given.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"election": self.election}

    def act(self, data):
        seating.co_opt(election=self.election, by=self.request.user, **data)
