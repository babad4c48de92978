"""After the count: settling a tie, signing the result."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core.form_fields import ConfirmForm
from extranet.ballots.counting.terms import ABSTAIN, Tie
from extranet.ballots.forms.settling import TieForm
from extranet.ballots.forms.voting import labels_of
from extranet.ballots.models import Ballot, TieBreak
from extranet.ballots.services import results
from extranet.ballots.services.ballots import ON_A_QUESTION
from extranet.ballots.stages import Stage
from extranet.ballots.views.base import ActOnBallot
from extranet.ballots.views.figures import result_of


class BallotTieView(ActOnBallot):
    """Settles a tie as the rule says: by the chair's vote, or by lot."""

    form_class = TieForm
    stages = (Stage.TIE,)
    title = gettext_lazy("Settle the tie")
    submit_text = gettext_lazy("Settle it so")
    done_message = gettext_lazy("The tie is settled. Two people sign the result now.")

    def admit(self):
        answer = super().admit()
        row = getattr(self.ballot, "election_round", None)
        if answer is None and row and self.ballot.terms.method not in ON_A_QUESTION:
            # Candidates are put in an order, on the page of their election.
            return HttpResponseRedirect(reverse("extranet:election-tie", args=[row.election_id]))
        return answer

    @property
    def how(self) -> str:
        """How the rule wants it settled."""
        by_lot = self.ballot.terms.tie == Tie.LOT
        return TieBreak.How.LOT if by_lot else TieBreak.How.CHAIR

    @property
    def lede(self):
        """How the rule wants it settled, in words."""
        if self.how == TieBreak.How.LOT:
            return _("The rule wants a lot to be drawn before witnesses.")
        return _("The rule gives the decision to the chair.")

    def get_form_kwargs(self):
        options = {code: text for code, text in labels_of(self.ballot).items() if code != ABSTAIN}
        return super().get_form_kwargs() | {"how": self.how, "options": options}

    def act(self, data):
        results.settle_tie(
            ballot=self.ballot,
            how=self.how,
            choice=[data["choice"]],
            by=self.request.user,
            note=data["note"],
        )


class BallotSignView(ActOnBallot):
    """Signs the result; the second signature makes the record."""

    template_name = "ballots/sign.html"
    form_class = ConfirmForm
    stages = (Stage.TO_SIGN,)
    title = gettext_lazy("Sign the result")
    lede = gettext_lazy(
        "You answer with your name for this being the result. Two people sign it: who leads the "
        "body, and the secretariat. The second signature makes the record, which never changes."
    )
    submit_text = gettext_lazy("I sign it")

    def act(self, data):
        results.sign(ballot=self.ballot, by=self.request.user)

    def get_done_message(self):
        signed = Ballot.objects.filter(pk=self.ballot.pk, record__isnull=False).exists()
        if signed:
            return _("Two have signed: the record is made.")
        return _("You have signed. One signature more makes the record.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            result=result_of(self.ballot),
            sign_offs=self.ballot.sign_offs.order_by("signed_at"),
            **kwargs,
        )
