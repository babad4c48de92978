"""The bodies one has to do with, and the page of each."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView

from cms.directory.models import BodyRule
from cms.directory.services import broken_rules, vacancies
from extranet.bodies import Membership, bodies_of, former, seated
from extranet.models import Decision, Demand, Document, Folder, Meeting
from extranet.views.base import ExtranetView
from extranet.views.documents.lists import heads
from extranet.views.documents.rows import paper_rows

COMING = 4
PAST = 4
DOCUMENTS = 6
FOLDERS = 20
DECISIONS = 5
FORMER = 60
# In the order in which one asks for them.
RULES = BodyRule.Kind.values


class BodyListView(ExtranetView, ListView):
    """The bodies whose page the reader may see."""

    template_name = "extranet/bodies.html"
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
    """One body: who sits on it, its rules, meetings, documents, decisions, as far as one may see.

    Who only visits it sees what is open to guests.
    """

    template_name = "extranet/body.html"
    context_object_name = "body"
    slug_field = "code"
    slug_url_kwarg = "code"
    section = "bodies"

    def get_queryset(self):
        return bodies_of(self.standing).select_related("parent")

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
            **self._meetings(),
            "documents": self._documents(),
            "decisions": Decision.objects.visible_to(standing).filter(body=body)[:DECISIONS],
        }
        if reads or body.public:
            context["mandates"] = seated(body, standing.moment)
        if reads:
            rules = sorted(body.rules.all(), key=lambda rule: RULES.index(rule.kind))
            context |= {
                "former": former(body, standing.moment)[:FORMER],
                "rules": rules,
                "may_demand": bool(standing.entitled_on(body.pk))
                and any(rule.kind == BodyRule.Kind.EXTRAORDINARY for rule in rules),
                "folders": Folder.objects.filter(body=body, parent=None)[:FOLDERS],
                "demands": self._demands(),
            }
        if context["manages"]:
            context |= {"breaches": broken_rules(body), "free": vacancies(body)}
        return context

    def _meetings(self) -> dict:
        rows = Meeting.objects.visible_to(self.standing).filter(body=self.object)
        now = self.standing.moment
        return {"coming": rows.coming(now)[:COMING], "past": rows.past(now)[:PAST]}

    def _documents(self):
        """Return the rows of the latest documents, translations in one row with their original."""
        visible = Document.objects.visible_to(self.standing).filter(
            folder__body=self.object, state=Document.State.PUBLISHED
        )
        latest = heads(visible, visible).order_by("-published_at", "-pk")[:DOCUMENTS]
        keys = [document.pk for document in latest]
        return paper_rows([*latest, *visible.filter(translation_of__in=keys)], self.standing)

    def _demands(self):
        open_ones = (Demand.State.OPEN, Demand.State.REACHED)
        rows = Demand.objects.visible_to(self.standing)
        return rows.filter(body=self.object, state__in=open_ones)
