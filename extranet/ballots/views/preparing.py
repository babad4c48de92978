"""Preparing a ballot: a new one, changing it, announcing it, leaving it."""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from cms.core.form_fields import ConfirmForm
from cms.directory.models import Body
from extranet.ballots.forms.ballots import BallotForm
from extranet.ballots.models import Ballot, DecisionRule
from extranet.ballots.services import ballots as service
from extranet.ballots.stages import Stage
from extranet.ballots.views.base import FIELD_NAMES, ActOnBallot
from extranet.core.views.actions import ActionView
from extranet.core.views.base import ExtranetView
from extranet.meetings.models import AgendaItem


class BallotNewView(ExtranetView, TemplateView):
    """Which body a new ballot is for; where there is one alone, one goes on at once."""

    template_name = "ballots/bodies.html"
    section = "ballots"

    def admit(self):
        self.require(self.standing.secretariat or bool(self.standing.manages))
        if len(self.bodies) == 1:
            address = reverse("extranet:ballot-new-of-body", args=[self.bodies[0].code])
            return HttpResponseRedirect(address)
        return super().admit()

    @cached_property
    def bodies(self) -> list[Body]:
        """The bodies that have rules, of those that the reader manages."""
        rules = DecisionRule.objects.in_force().filter(method="motion")
        bodies = Body.objects.filter(pk__in=rules.values("body"))
        if not self.standing.secretariat:
            bodies = bodies.filter(pk__in=self.standing.manages)
        return list(bodies)

    def get_context_data(self, **kwargs):
        trail = [{"title": _("Ballots"), "url": reverse("extranet:ballots")}]
        return super().get_context_data(bodies=self.bodies, breadcrumbs=trail, **kwargs)


class BallotNewOfBodyView(ActionView):
    """A new ballot of a body; what the address says of its place or motion is filled in."""

    template_name = "ballots/act.html"
    form_class = BallotForm
    section = "ballots"
    field_names = FIELD_NAMES
    done_message = gettext_lazy(
        "The ballot is prepared. Only who manages the body sees it until it is announced or opened."
    )

    @cached_property
    def body(self) -> Body:
        """The body of the address, if the reader manages it."""
        body = get_object_or_404(Body, code=self.kwargs["body"])
        self.require(self.standing.may_manage(body.pk))
        return body

    def admit(self):
        self.require(bool(self.body))
        return super().admit()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"body": self.body, "user": self.request.user}

    def get_initial(self):
        initial = {"mode": Ballot.Mode.WRITING}
        for name in ("item", "motion"):
            value = self.request.GET.get(name, "")
            if not (value.isascii() and value.isdecimal() and len(value) < 12):
                continue
            if name == "motion":
                initial["motion"] = value
            elif AgendaItem.objects.filter(pk=value, meeting__body=self.body).exists():
                initial |= {"mode": Ballot.Mode.MEETING, "place": f"i{value}"}
        return initial

    def act_on(self, form):
        self.ballot = service.prepare(
            body=self.body, by=self.request.user, **form.fields_for_service()
        )

    def get_done_url(self):
        return reverse("extranet:ballot", args=[self.ballot.pk])

    def get_context_data(self, **kwargs):
        trail = [{"title": _("Ballots"), "url": reverse("extranet:ballots")}]
        return super().get_context_data(
            title=_("New ballot"),
            kind=self.body.label,
            submit_text=_("Prepare it"),
            cancel_url=reverse("extranet:ballots"),
            breadcrumbs=trail,
            **kwargs,
        )


class BallotChangeView(ActOnBallot):
    """Changes a ballot that is not opened yet."""

    form_class = BallotForm
    stages = (Stage.DRAFT,)
    title = gettext_lazy("Change the ballot")
    submit_text = gettext_lazy("Save")
    done_message = gettext_lazy("The ballot is changed.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "body": self.ballot.body,
            "ballot": self.ballot,
            "user": self.request.user,
        }

    def act_on(self, form):
        service.change(ballot=self.ballot, by=self.request.user, **form.fields_for_service())


class BallotAnnounceView(ActOnBallot):
    """Shows the body a ballot before it is opened, so that proxies and recusals can be said."""

    form_class = ConfirmForm
    stages = (Stage.DRAFT,)
    title = gettext_lazy("Announce the ballot")
    lede = gettext_lazy(
        "The body sees the question and its text from now on, can give and withdraw proxies, and "
        "say who takes no part. Nobody can vote before it is opened."
    )
    submit_text = gettext_lazy("Announce it")
    done_message = gettext_lazy("The ballot is announced.")

    def act(self, data):
        service.announce(ballot=self.ballot, by=self.request.user)


class BallotDiscardView(ActOnBallot):
    """Discards a ballot that was never opened."""

    form_class = ConfirmForm
    stages = (Stage.DRAFT,)
    danger = True
    title = gettext_lazy("Discard the ballot")
    lede = gettext_lazy("It was never opened: its question, proxies and recusals are deleted.")
    submit_text = gettext_lazy("Yes, discard it")
    done_message = gettext_lazy("The ballot is discarded.")

    def act(self, data):
        service.discard(ballot=self.ballot, by=self.request.user)

    def get_done_url(self):
        return reverse("extranet:ballots")
