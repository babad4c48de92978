"""The bodies one has to do with, and the page of each."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView

from cms.directory.models import BodyRule
from cms.directory.services import broken_rules, vacancies
from extranet.core.views.base import ExtranetView
from extranet.overview.bodies import Membership, bodies_of, former, seated

FORMER = 60
# In the order in which one asks for them.
RULES = BodyRule.Kind.values


class BodyListView(ExtranetView, ListView):
    """The bodies whose page the reader may see."""

    template_name = "overview/bodies.html"
    context_object_name = "bodies"
    section = "bodies"

    def get_queryset(self):
        return bodies_of(self.standing).select_related("parent")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        seats = {}
        for mandate in self.standing.mandates:
            seats.setdefault(mandate.body_id, []).append(mandate)
        for body in context["bodies"]:
            mine = seats.get(body.pk)
            body.membership = Membership(body, mine) if mine else None
        return context


class BodyView(ExtranetView, DetailView):
    """One body: who sits on it, its rules, and what rooms add, as far as one may see.

    Who only visits it sees what is open to guests.
    """

    template_name = "overview/body.html"
    context_object_name = "body"
    slug_field = "code"
    slug_url_kwarg = "code"
    section = "bodies"

    def get_queryset(self):
        # Panels read the rules too.
        return bodies_of(self.standing).select_related("parent").prefetch_related("rules")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        body, standing = self.object, self.standing
        reads = standing.may_read(body.pk)
        mine = standing.mandates_on(body.pk)
        context |= {
            "breadcrumbs": [{"title": _("Bodies"), "url": reverse("extranet:bodies")}],
            "reads": reads,
            "manages": standing.may_manage(body.pk),
            "audits": standing.may_audit(body.pk),
            "membership": Membership(body, mine) if mine else None,
        }
        if reads or body.public:
            context["mandates"] = seated(body, standing.moment)
        if reads:
            context |= {
                "former": former(body, standing.moment)[:FORMER],
                "rules": sorted(body.rules.all(), key=lambda rule: RULES.index(rule.kind)),
            }
        if context["manages"]:
            context |= {"breaches": broken_rules(body), "free": vacancies(body)}
        return context
