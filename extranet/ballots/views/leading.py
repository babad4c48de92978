"""Leading a ballot: opening, extending, voiding, closing it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.core.form_fields import ConfirmForm
from extranet.ballots.forms.ballots import ExtendForm, OpenForm, VoidForm
from extranet.ballots.results import participation
from extranet.ballots.services import closing, opening
from extranet.ballots.services.opening import ballot_warnings
from extranet.ballots.services.roll import roll_now
from extranet.ballots.stages import Stage
from extranet.ballots.terms_in_words import facts
from extranet.ballots.views.base import ActOnBallot


class BallotOpenView(ActOnBallot):
    """Opens a ballot, after showing everything that is frozen then."""

    template_name = "ballots/open.html"
    form_class = OpenForm
    stages = (Stage.DRAFT,)
    title = gettext_lazy("Open the ballot")
    submit_text = gettext_lazy("Open it now")
    done_message = gettext_lazy(
        "The ballot is open. Its rule, text and roll can no longer be changed."
    )

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"ballot": self.ballot, "user": self.request.user}

    def act(self, data):
        opening.open_ballot(ballot=self.ballot, by=self.request.user, closes_at=data.get("closes"))

    def get_context_data(self, **kwargs):
        roll = roll_now(self.ballot)
        return super().get_context_data(
            facts=facts(self.ballot.terms),
            roll=roll,
            warnings=ballot_warnings(self.ballot),
            **kwargs,
        )


class BallotExtendView(ActOnBallot):
    """Gives a ballot in writing a later end."""

    form_class = ExtendForm
    stages = (Stage.RUNNING,)
    title = gettext_lazy("Extend the ballot")
    lede = gettext_lazy("It can only end later than said, and whoever has not voted is told.")
    submit_text = gettext_lazy("Extend it")
    done_message = gettext_lazy("The ballot stays open longer.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"ballot": self.ballot, "user": self.request.user}

    def act(self, data):
        opening.extend(
            ballot=self.ballot,
            until=data["closes"],
            reason=data["reason"],
            by=self.request.user,
        )


class BallotVoidView(ActOnBallot):
    """Declares a ballot void, with the reason that everybody reads."""

    form_class = VoidForm
    stages = (Stage.RUNNING, Stage.OVERDUE, Stage.TIE, Stage.TO_SIGN)
    danger = True
    title = gettext_lazy("Declare the ballot void")
    lede = gettext_lazy(
        "It decides nothing then. What was recorded of it stays; votes of a secret ballot that is "
        "not counted yet are never opened."
    )
    submit_text = gettext_lazy("Yes, it is void")
    done_message = gettext_lazy("The ballot is void.")

    def act(self, data):
        self.again = opening.void(
            ballot=self.ballot, reason=data["reason"], by=self.request.user, again=data["again"]
        )

    def get_done_url(self):
        if getattr(self, "again", None):
            return reverse("extranet:ballot", args=[self.again.pk])
        return super().get_done_url()

    def get_done_message(self):
        if self.again:
            return _("The ballot is void. This is its new round, being prepared.")
        return super().get_done_message()


class BallotCloseView(ActOnBallot):
    """Closes a ballot, which counts it."""

    form_class = ConfirmForm
    stages = (Stage.RUNNING, Stage.OVERDUE)
    danger = True
    title = gettext_lazy("Close and count")
    submit_text = gettext_lazy("Close and count it")
    done_message = gettext_lazy("The ballot is closed and counted.")

    def act(self, data):
        closing.close(ballot=self.ballot, by=self.request.user)

    @property
    def lede(self):
        """How many have voted, and that nobody can afterwards."""
        cast, entitled = participation(self.ballot)
        text = ngettext(
            "%(cast)d of %(count)d vote on the roll was cast. Nobody can vote afterwards.",
            "%(cast)d of %(count)d votes on the roll were cast. Nobody can vote afterwards.",
            entitled,
        )
        return text % {"cast": cast, "count": entitled}
