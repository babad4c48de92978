"""The list of elections."""

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from cms.directory.models import Body
from extranet.ballots.models import DecisionRule, Election
from extranet.ballots.services.elections.preparing import METHODS
from extranet.core.views.base import ExtranetView

State = Election.State
PER_PAGE = 20


class ElectionsView(ExtranetView, TemplateView):
    """The elections that the reader may see: those under way, and those that are over."""

    template_name = "ballots/elections/elections.html"
    section = "ballots"

    def get_context_data(self, **kwargs):
        rows = Election.objects.visible_to(self.standing).select_related("body", "seats_of")
        over = rows.filter(state__in=[State.DECIDED, State.VOID]).order_by("-decided_on", "-pk")
        under_way = rows.exclude(state__in=[State.DECIDED, State.VOID])
        return super().get_context_data(
            under_way=under_way.order_by("nominations_until", "pk"),
            page=Paginator(over, PER_PAGE).get_page(self.request.GET.get("page")),
            bodies=self._bodies(),
            breadcrumbs=[{"title": _("Ballots"), "url": reverse("extranet:ballots")}],
            **kwargs,
        )

    def _bodies(self):
        """Return the bodies for which the reader may prepare an election: those with a rule."""
        rules = DecisionRule.objects.in_force().filter(method__in=METHODS)
        bodies = Body.objects.filter(pk__in=rules.values("body"))
        if not self.standing.secretariat:
            bodies = bodies.filter(pk__in=self.standing.manages)
        return bodies
