"""The roll of a ballot, and before it is opened the proxies and recusals that change it."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import TemplateView

from cms.core.form_fields import ConfirmForm
from cms.directory.models import Mandate
from extranet.ballots.forms.roll import ProxyForm, RecusalForm
from extranet.ballots.models import Participation, Proxy, Recusal
from extranet.ballots.services import proxies, recusals
from extranet.ballots.services.standpoint import why
from extranet.ballots.stages import Stage
from extranet.ballots.views.base import ActOnBallot, OfBallot
from extranet.core.standing import ENTITLED
from extranet.core.views.base import ExtranetView

# Once it is over, who took part is no secret: what they voted may be.
OVER = (Stage.TIE, Stage.TO_SIGN, Stage.SETTLED)


def is_party(proxy: Proxy, user) -> bool:
    """Return whether somebody gave a proxy or holds it: they alone can withdraw it."""
    return user.pk in (proxy.giver.person.user_id, proxy.holder.person.user_id)


class BallotRollView(OfBallot, ExtranetView, TemplateView):
    """Who may vote and who casts it, who has no vote and why; after the close who took part."""

    template_name = "ballots/roll.html"

    def get_context_data(self, **kwargs):
        ballot = self.ballot
        standpoint = why(ballot, self.standing)
        roll = standpoint.roll
        over = self.stage in OVER
        took_part = set()
        if over:
            rows = Participation.objects.filter(line__ballot=ballot)
            took_part = set(rows.values_list("line", flat=True))
        for line in roll.lines:
            line.took_part = line.pk in took_part
        return super().get_context_data(
            roll=roll,
            over=over,
            standpoint=standpoint,
            proxies=self._proxies(),
            recusals=self._recusals(),
            may_recuse=self.stage == Stage.DRAFT and (self.manages or bool(self._own())),
            may_give=self.stage == Stage.DRAFT and bool(ballot.terms.proxies and self._own()),
            **kwargs,
        )

    def _own(self) -> list[Mandate]:
        return self.standing.entitled_on(self.ballot.body_id)

    def _proxies(self) -> list[Proxy]:
        """Return the proxies in force, each with whether the reader may withdraw it."""
        rows = list(
            self.ballot.proxies.filter(withdrawn_at=None)
            .select_related("giver__person", "holder__person")
            .order_by("pk")
        )
        for row in rows:
            row.may_end = self.stage == Stage.DRAFT and is_party(row, self.request.user)
        return rows

    def _recusals(self) -> list[Recusal]:
        """Return who takes no part, each with whether the reader may take it back."""
        rows = list(
            self.ballot.recusals.select_related("mandate__person", "organisation").order_by("pk")
        )
        for row in rows:
            mine = row.recorded_by_id == self.request.user.pk
            row.may_end = self.stage == Stage.DRAFT and (self.manages or mine)
        return rows


class OnRoll(ActOnBallot):
    """Something that changes the roll before it is frozen: by whose vote it is, or who manages."""

    stages = (Stage.DRAFT,)

    def allowed(self):
        return self.manages or bool(self.standing.entitled_on(self.ballot.body_id))

    @cached_property
    def seats(self):
        """The mandates in force whose seats count on the body."""
        rows = Mandate.objects.in_force_at(self.standing.moment).filter(
            body=self.ballot.body_id, role__in=ENTITLED
        )
        rows = rows.select_related("person", "organisation")
        return rows.order_by("person__family_name", "person__given_name", "pk")

    @property
    def own(self):
        """Those that are the reader's own."""
        mine = self.standing.entitled_on(self.ballot.body_id)
        return self.seats.filter(pk__in=[mandate.pk for mandate in mine])

    def get_done_url(self):
        return reverse("extranet:ballot-roll", args=[self.ballot.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"cancel_url": self.get_done_url()}


class BallotProxyView(OnRoll):
    """Gives a vote to somebody else on the body."""

    form_class = ProxyForm
    title = gettext_lazy("Give a proxy")
    lede = gettext_lazy(
        "Somebody else on the body casts the vote. It can be withdrawn until the ballot is opened."
    )
    submit_text = gettext_lazy("Give it")
    done_message = gettext_lazy("The proxy is given.")

    def allowed(self):
        # Who holds a seat gives its vote away, and nobody else does.
        return bool(self.ballot.terms.proxies and self.standing.entitled_on(self.ballot.body_id))

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"givers": self.own, "holders": self.seats}

    def act(self, data):
        proxies.give(ballot=self.ballot, by=self.request.user, **data)


class BallotRecuseView(OnRoll):
    """Says that somebody takes no part in the decision."""

    form_class = RecusalForm
    title = gettext_lazy("Take no part")
    lede = gettext_lazy(
        "Who is partial in a decision takes no part in it, and counts neither on the roll nor in "
        "the quorum. It can be taken back until the ballot is opened."
    )
    submit_text = gettext_lazy("Record it")
    done_message = gettext_lazy("It is recorded who takes no part.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "mandates": list(self.seats if self.manages else self.own),
            "organisations": self.manages,
        }

    def act_on(self, form):
        recusals.recuse(ballot=self.ballot, by=self.request.user, **form.fields_for_service())


class OneOnRoll(OnRoll):
    """Ends a proxy or a recusal that the address names, after asking."""

    form_class = ConfirmForm

    def row(self):
        """Return the row of the address."""
        raise NotImplementedError

    def get(self, request, *args, **kwargs):
        self.row()
        return super().get(request, *args, **kwargs)


class BallotProxyWithdrawView(OneOnRoll):
    """Withdraws a proxy."""

    title = gettext_lazy("Withdraw the proxy")
    lede = gettext_lazy("Whose vote it is casts it then.")
    submit_text = pgettext_lazy("ballot", "Withdraw it")
    done_message = gettext_lazy("The proxy is withdrawn.")

    def row(self) -> Proxy:
        row = get_object_or_404(
            self.ballot.proxies.select_related("giver__person", "holder__person").filter(
                withdrawn_at=None
            ),
            pk=self.kwargs["proxy"],
        )
        self.require(is_party(row, self.request.user))
        return row

    def act(self, data):
        proxies.withdraw(proxy=self.row(), by=self.request.user)


class BallotRecusalRemoveView(OneOnRoll):
    """Takes a recusal back."""

    title = gettext_lazy("Take part after all")
    lede = gettext_lazy("Whoever was to take no part is on the roll again.")
    submit_text = gettext_lazy("Take it back")
    done_message = gettext_lazy("It is taken back.")

    def row(self) -> Recusal:
        row = get_object_or_404(self.ballot.recusals, pk=self.kwargs["recusal"])
        self.require(self.manages or row.recorded_by_id == self.request.user.pk)
        return row

    def act(self, data):
        recusals.take_back(recusal=self.row(), by=self.request.user)
