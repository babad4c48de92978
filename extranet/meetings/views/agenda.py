"""The agenda's editor: plain forms and buttons, one point on a page of its own."""

from django.contrib import messages
from django.db.models import Q
from django.forms import Form
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from cms.core.errors import Refused
from cms.directory.models import Mandate, Person
from extranet.meetings.forms.meeting import ItemForm
from extranet.meetings.models import AgendaItem, Paper
from extranet.meetings.outline import DIRECTIONS, MAX_DEPTH, Outline
from extranet.meetings.services.agenda import add_item, edit_item, move_item, remove_item
from extranet.meetings.services.convening import papers_due
from extranet.meetings.views.base import ActView, OfficersView
from extranet.meetings.views.papers_by_item import rows_by_item


class AgendaView(OfficersView, TemplateView):
    """The agenda with a button for everything one can do to a point."""

    template_name = "meetings/agenda.html"

    def get_context_data(self, **kwargs):
        outline = Outline(self.meeting.items.select_related("rapporteur"))
        papers = Paper.objects.filter(item__meeting=self.meeting)
        rows = rows_by_item(papers.select_related("version__document"), self.standing)
        return super().get_context_data(**kwargs) | {
            "points": [
                {
                    "node": node,
                    "papers": rows.get(node.item.pk, []),
                    "moves": [
                        {"direction": direction, "possible": direction in outline.moves(node)}
                        for direction in DIRECTIONS
                    ],
                    "may_have_children": node.depth < MAX_DEPTH,
                }
                for node in outline
            ],
            "papers_due": papers_due(self.meeting),
        }


class ItemView(ActView):
    """A view of one point."""

    back_to = "meeting-agenda"

    @cached_property
    def item(self) -> AgendaItem:
        """The point of the address, of this meeting."""
        rows = self.meeting.items.select_related("meeting__body", "rapporteur")
        return get_object_or_404(rows, pk=self.kwargs["item"])

    def trail(self):
        address = reverse("extranet:meeting-agenda", args=[self.meeting.pk])
        return [*super().trail(), {"title": _("Agenda"), "url": address}]

    def get_done_url(self):
        return super().get_done_url() + f"#item-{self.item.pk}"


def people_of(meeting, chosen=None):
    """Return who can be a rapporteur: whoever sits on the body or is invited, and who is it now."""
    sits = Mandate.objects.in_force_at().filter(body=meeting.body_id)
    return Person.objects.filter(
        Q(pk__in=sits.values("person")) | Q(pk__in=meeting.guests.values("person")) | Q(pk=chosen)
    ).order_by("family_name", "given_name")


class AddView(ItemView):
    """A new point, at the end or below another."""

    form_class = ItemForm
    title = gettext_lazy("Add a point")
    submit_text = gettext_lazy("Add the point")
    added = None

    @cached_property
    def parent(self) -> AgendaItem | None:
        """The point below which the new one stands."""
        key = self.request.GET.get("under", "")
        if not key:
            return None
        self.require(key.isdecimal())
        return get_object_or_404(self.meeting.items, pk=key)

    @property
    def lede(self):
        """Where the point will stand."""
        if self.parent:
            return _("It will stand below “%(title)s”.") % {"title": self.parent.title}
        return ""

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"people": people_of(self.meeting)}

    def get_initial(self):
        closed = bool(self.parent and self.parent.closed_to_guests)
        return {"kind": AgendaItem.Kind.INFORMATION, "closed_to_guests": closed}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"again_text": _("Add and write another")}

    def act_on(self, form):
        self.added = add_item(
            meeting=self.meeting,
            by=self.request.user,
            parent=self.parent,
            **form.fields_for_service(),
        )
        messages.success(
            self.request, _("“%(title)s” is on the agenda.") % {"title": self.added.title}
        )

    def get_done_url(self):
        if "again" in self.request.POST:
            return self.request.get_full_path()
        return self.back(self.back_to, f"#item-{self.added.pk}").url


class EditView(ItemView):
    """A point, to be changed."""

    form_class = ItemForm
    title = gettext_lazy("Change a point")
    submit_text = gettext_lazy("Save")
    done_message = gettext_lazy("The point is changed.")

    def get_form_kwargs(self):
        people = people_of(self.meeting, self.item.rapporteur_id)
        return super().get_form_kwargs() | {"item": self.item, "people": people}

    def act_on(self, form):
        edit_item(item=self.item, by=self.request.user, **form.fields_for_service())


class MoveView(OfficersView, View):
    """A button of the editor: moves a point, and says where it went."""

    http_method_names = ["post"]

    def post(self, request, pk, item, direction):
        self.require(direction in DIRECTIONS)
        row = get_object_or_404(self.meeting.items.select_related("meeting__body"), pk=item)
        try:
            move_item(item=row, by=request.user, direction=direction)
        except Refused as refused:
            messages.error(request, str(refused))
        # Focus returns to the button that was pressed, so that it can be pressed again.
        address = reverse("extranet:meeting-agenda", args=[pk])
        return HttpResponseRedirect(f"{address}#item-{item}")


class RemoveView(ItemView):
    """Asks before a point goes with all below it."""

    template_name = "meetings/remove_item.html"
    title = gettext_lazy("Remove a point")
    submit_text = gettext_lazy("Remove it")
    done_message = gettext_lazy("The point is removed.")
    danger = True
    form_class = Form

    def get_context_data(self, **kwargs):
        outline = Outline(self.meeting.items.all())
        below = list(outline.nodes[self.item.pk])[1:]
        return super().get_context_data(**kwargs) | {"item": self.item, "below": below}

    def act_on(self, form):
        remove_item(item=self.item, by=self.request.user)

    def get_done_url(self):
        return self.back(self.back_to).url
