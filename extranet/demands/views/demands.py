"""The demand of an extraordinary meeting: opened, joined, left, answered."""

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from cms.core.form_fields import ConfirmForm
from cms.core.text import fold
from cms.directory.models import Body, BodyRule
from extranet.core.standing import ENTITLED
from extranet.core.views.actions import ActionView
from extranet.core.views.base import ExtranetView
from extranet.demands.forms import MeetingForm, OpenForm
from extranet.demands.models import Demand
from extranet.demands.services import demands as service
from extranet.meetings.models import Meeting

ASKING = Count(
    "units", filter=Q(units__requested_at__isnull=False, units__withdrawn_at__isnull=True)
)


class DemandsView(ExtranetView, TemplateView):
    """The demands that the reader may see, and the bodies on which one can be opened."""

    template_name = "demands/demands.html"
    section = "meetings"

    def get_context_data(self, **kwargs):
        demands = (
            Demand.objects.visible_to(self.standing).select_related("body").annotate(asking=ASKING)
        )
        running = [row for row in demands if row.current_state in ("open", "reached")]
        return super().get_context_data(
            running=running,
            over=[row for row in demands if row not in running],
            bodies=self._bodies(),
            **kwargs,
        )

    def _bodies(self):
        """Return the bodies on which the reader's seat counts, with their rule."""
        mine = [m.body_id for m in self.standing.mandates if m.role in ENTITLED]
        return Body.objects.filter(pk__in=mine, rules__kind=BodyRule.Kind.EXTRAORDINARY)


class DemandOpenView(ActionView):
    """Opens a demand on a body."""

    template_name = "demands/open.html"
    form_class = OpenForm
    section = "meetings"

    @cached_property
    def body(self) -> Body:
        """The body that the address names, if the reader reads what it reads."""
        body = get_object_or_404(Body, code=self.kwargs["body"])
        self.require(bool(self.standing.entitled_on(body.pk)))
        return body

    def get_form_kwargs(self):
        self.require(bool(self.body))
        return super().get_form_kwargs()

    def act(self, data):
        self.demand = service.open_demand(body=self.body, by=self.request.user, **data)

    def get_done_message(self):
        if self.demand.state == Demand.State.REACHED:
            return _("The demand is opened, and your request alone is enough.")
        return _("The demand is opened, with your request. The body has been told of it.")

    def get_done_url(self):
        return reverse("extranet:demand", args=[self.demand.pk])

    def get_context_data(self, **kwargs):
        rule = self.body.rules.filter(kind=BodyRule.Kind.EXTRAORDINARY).first()
        trail = [
            {"title": _("Demands of extraordinary meetings"), "url": reverse("extranet:demands")}
        ]
        return super().get_context_data(
            body=self.body, rule=rule, days=service.OPEN_DAYS, breadcrumbs=trail, **kwargs
        )


class OfDemand:
    """What all views of one demand share; what may not be seen is 404."""

    section = "meetings"

    @cached_property
    def demand(self) -> Demand:
        """The demand that the address names, if the reader may see it."""
        rows = Demand.objects.visible_to(self.standing).select_related("body", "opened_by")
        return get_object_or_404(rows.annotate(asking=ASKING), pk=self.kwargs["pk"])

    @cached_property
    def mine(self) -> list:
        """The units of the roll that the reader speaks for."""
        return service.units_of(self.demand, self.standing)

    @cached_property
    def is_open(self) -> bool:
        """Whether requests can be made and withdrawn."""
        return self.demand.current_state == Demand.State.OPEN

    @property
    def may_request(self) -> bool:
        """Whether the reader has a request left to make."""
        return self.is_open and any(not unit.is_asking for unit in self.mine)

    @property
    def may_withdraw(self) -> bool:
        """Whether the reader has a request to withdraw."""
        return self.is_open and any(unit.is_asking for unit in self.mine)

    def get_done_url(self) -> str:
        return reverse("extranet:demand", args=[self.demand.pk])

    def get_context_data(self, **kwargs):
        trail = [
            {"title": _("Demands of extraordinary meetings"), "url": reverse("extranet:demands")}
        ]
        if self.request.path != self.get_done_url():
            trail.append({"title": self.demand.subject, "url": self.get_done_url()})
        return super().get_context_data(
            demand=self.demand,
            mine=self.mine,
            may_request=self.may_request,
            may_withdraw=self.may_withdraw,
            breadcrumbs=trail,
            **kwargs,
        )


class DemandView(OfDemand, ExtranetView, TemplateView):
    """How far a demand has come, who asks, and what the reader can do."""

    template_name = "demands/demand.html"

    def get_context_data(self, **kwargs):
        demand = self.demand
        asking = demand.units.asking().select_related(
            "mandate__person", "mandate__organisation", "organisation", "requested_by"
        )
        manages = self.standing.may_manage(demand.body_id)
        reached = demand.state == Demand.State.REACHED
        return super().get_context_data(
            asking=sorted(asking, key=lambda unit: fold(unit.name)),
            missing=max(demand.needed - demand.asking, 0),
            may_take_back=self.is_open
            and service.may_take_back(demand, self.standing, demand.asking),
            manages=manages,
            may_prepare=manages and reached and not demand.meeting_id,
            meeting=Meeting.objects.visible_to(self.standing).filter(pk=demand.meeting_id).first(),
            **kwargs,
        )


class DemandRequestView(OfDemand, ActionView):
    """Asks for the meeting, after saying what that means."""

    template_name = "demands/request.html"
    form_class = ConfirmForm

    def get_form_kwargs(self):
        self.require(bool(self.mine))
        return super().get_form_kwargs()

    def act(self, data):
        self.demand = service.request(demand=self.demand, by=self.request.user)

    def get_done_message(self):
        if self.demand.state == Demand.State.REACHED:
            return _("You have asked for the meeting. That is enough: it must be convened now.")
        return _("You have asked for the meeting. You can withdraw until enough have asked.")


class DemandWithdrawView(OfDemand, ActionView):
    """Withdraws the reader's request, after asking."""

    template_name = "demands/withdraw.html"
    done_message = gettext_lazy("Your request is withdrawn. You can ask again while it is open.")
    form_class = ConfirmForm

    def get_form_kwargs(self):
        self.require(bool(self.mine))
        return super().get_form_kwargs()

    def act(self, data):
        service.withdraw(demand=self.demand, by=self.request.user)


class DemandTakeBackView(OfDemand, ActionView):
    """Closes a demand that nobody but its opener asks for."""

    template_name = "demands/take_back.html"
    done_message = gettext_lazy("The demand is taken back.")
    form_class = ConfirmForm

    def get_form_kwargs(self):
        self.require(self.demand.opened_by_id == self.request.user.pk)
        return super().get_form_kwargs()

    def act(self, data):
        service.take_back(demand=self.demand, by=self.request.user)


class DemandMeetingView(OfDemand, ActionView):
    """Prepares the extraordinary meeting that is demanded."""

    template_name = "demands/meeting.html"
    form_class = MeetingForm
    done_message = gettext_lazy(
        "The meeting is prepared as a draft: complete its agenda, then convene it."
    )

    def get_initial(self):
        return {"time_zone": self.request.user.time_zone or "UTC"}

    def get_form_kwargs(self):
        reached = self.demand.state == Demand.State.REACHED
        self.require(self.standing.may_manage(self.demand.body_id) and reached)
        return super().get_form_kwargs()

    def act(self, data):
        self.meeting = service.create_meeting(demand=self.demand, by=self.request.user, **data)

    def get_done_url(self):
        if hasattr(self, "meeting"):
            return reverse("extranet:meeting", args=[self.meeting.pk])
        return super().get_done_url()
