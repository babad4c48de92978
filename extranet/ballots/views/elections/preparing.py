"""Prepares elections, opens and closes nominations, calls off."""

import datetime

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.directory.models import Body
from extranet.ballots.forms.election_steps import LotForm, ReasonForm
from extranet.ballots.forms.elections import ElectionForm, TextsForm
from extranet.ballots.models import Election
from extranet.ballots.services.elections import admitting, preparing
from extranet.ballots.views.elections.base import FIELD_NAMES, ActOnElection
from extranet.core.views.actions import ActionView

# How long nominations are open where nobody says otherwise.
USUAL_DAYS = 30


class ElectionNewView(ActionView):
    """Prepares an election that a body holds, by the rules of the body to be filled."""

    template_name = "ballots/elections/form.html"
    form_class = ElectionForm
    section = "ballots"
    field_names = FIELD_NAMES

    @cached_property
    def body(self) -> Body:
        """The body that elects, if the reader manages it."""
        body = get_object_or_404(Body, code=self.kwargs["body"])
        self.require(self.standing.may_manage(body.pk))
        return body

    @cached_property
    def filled(self) -> Body:
        """The body whose rules fill the form: the one asked for, or the one that elects."""
        bodies = Body.objects.prefetch_related("rules")
        return bodies.filter(code=self.request.GET.get("for", "")).first() or self.body

    def get_form_kwargs(self):
        values = preparing.from_rules(self.filled)
        until = timezone.now() + datetime.timedelta(days=USUAL_DAYS)
        election = Election(body=self.body, seats_of=self.filled, **values)
        return super().get_form_kwargs() | {
            "election": election,
            "user": self.request.user,
            "initial": {"until": until.replace(minute=0)},
        }

    def act_on(self, form):
        self.made = preparing.create(by=self.request.user, body=self.body, **form.fields_of())

    def get_done_message(self):
        return _("The election is prepared. Nobody else sees it until you open nominations.")

    def get_done_url(self):
        return reverse("extranet:election", args=[self.made.pk])

    def get_context_data(self, **kwargs):
        trail = [
            {"title": _("Ballots"), "url": reverse("extranet:ballots")},
            {"title": _("Elections"), "url": reverse("extranet:elections")},
        ]
        return super().get_context_data(
            body=self.body,
            bodies=Body.objects.exclude(pk=self.filled.pk),
            filled=self.filled,
            title=_("New election"),
            submit_text=_("Prepare it"),
            cancel_url=reverse("extranet:elections"),
            breadcrumbs=trail,
            **kwargs,
        )


class ElectionChangeView(ActOnElection):
    """Changes an election: everything of a draft, its words later on."""

    title = gettext_lazy("Change the election")
    submit_text = gettext_lazy("Save")
    done_message = gettext_lazy("The election is changed.")

    def get_form_class(self):
        return ElectionForm if self.election.is_draft else TextsForm

    @property
    def lede(self):
        """What can still change."""
        if self.election.is_draft:
            return ""
        return _("Nominations were opened: seats, rule and terms stay as they are.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"election": self.election, "user": self.request.user}

    def act_on(self, form):
        preparing.change(election=self.election, by=self.request.user, **form.fields_of())


class ElectionDiscardView(ActOnElection):
    """Deletes a draft."""

    title = gettext_lazy("Discard the election")
    lede = gettext_lazy("Nobody else has seen it. It is deleted.")
    submit_text = gettext_lazy("Discard it")
    done_message = gettext_lazy("The election is discarded.")
    danger = True

    def act(self, data):
        preparing.discard(election=self.election, by=self.request.user)

    def get_done_url(self):
        return reverse("extranet:elections")


class ElectionOpenView(ActOnElection):
    """Opens nominations."""

    title = gettext_lazy("Open nominations")
    lede = gettext_lazy(
        "Organisations are told and can name candidates. From now on seats, rule and terms stay as "
        "they are: candidates rely on them."
    )
    submit_text = gettext_lazy("Open nominations")
    done_message = gettext_lazy("Nominations are open, and those who can name have been told.")

    def act(self, data):
        preparing.open_nominations(election=self.election, by=self.request.user)


class ElectionCloseView(ActOnElection):
    """Closes nominations once their moment has passed."""

    title = gettext_lazy("Close nominations")
    lede = gettext_lazy("Then admit the candidates or refuse them, and prepare the vote.")
    submit_text = gettext_lazy("Close nominations")
    done_message = gettext_lazy("Nominations are closed.")

    def act(self, data):
        preparing.close_nominations(election=self.election, by=self.request.user)


class ElectionVoidView(ActOnElection):
    """Calls an election off."""

    form_class = ReasonForm
    title = gettext_lazy("Call the election off")
    lede = gettext_lazy("What was named and voted stays on record. Everybody reads the reason.")
    submit_text = gettext_lazy("Call it off")
    done_message = gettext_lazy("The election is called off.")
    danger = True

    def act(self, data):
        preparing.void(election=self.election, by=self.request.user, **data)


class ElectionOrderView(ActOnElection):
    """Draws the order of the candidates."""

    form_class = LotForm
    title = gettext_lazy("Draw the order of the candidates")
    lede = gettext_lazy(
        "The site draws it by chance, once. Do it before witnesses: they stand on record."
    )
    submit_text = gettext_lazy("Draw now")
    done_message = gettext_lazy("The order is drawn.")

    def act(self, data):
        admitting.draw_order(election=self.election, by=self.request.user, **data)
