"""The register of decisions: the list, one decision, the table to take along."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from cms.core.tabular.writing import CONTENT_TYPES
from cms.directory.querysets import site_day
from extranet.core.views.base import ExtranetView
from extranet.meetings.models import AgendaItem, Meeting
from extranet.records.models import Decision, FollowUp
from extranet.records.register import Register, as_csv
from extranet.records.services import decisions as service
from extranet.records.services import statements


class RegisterView(ExtranetView, TemplateView):
    """The decisions that the reader may see, as the address narrows them."""

    template_name = "records/decisions/register.html"
    section = "decisions"

    def get_context_data(self, **kwargs):
        register = Register(self.standing, self.request.GET, reverse("extranet:decisions"))
        query = register.url().partition("?")[2]
        export = reverse("extranet:decisions-export") + (f"?{query}" if query else "")
        manages = self.standing.secretariat or self.standing.manages
        return super().get_context_data(
            register=register, export_url=export if manages else "", **kwargs
        )


class RegisterExportView(ExtranetView):
    """The same list as CSV, for who keeps the register: of the bodies that they keep."""

    section = "decisions"

    def get(self, request):
        self.require(self.standing.secretariat or bool(self.standing.manages))
        rows = Register(self.standing, request.GET, "").rows()
        if not self.standing.secretariat:
            rows = rows.filter(body__in=self.standing.manages)
        response = HttpResponse(as_csv(rows), content_type=CONTENT_TYPES["csv"])
        name = f"{_('decisions')}-{site_day().isoformat()}.csv"
        response["Content-Disposition"] = content_disposition_header(True, name)
        return response


class OfDecision:
    """What all views of one decision share; what may not be seen is 404."""

    section = "decisions"

    @cached_property
    def decision(self) -> Decision:
        """The decision that the address names, if the reader may see it."""
        rows = Decision.objects.visible_to(self.standing).select_related("body", "recorded_by")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def manages(self) -> bool:
        """Whether the reader keeps the register of its body."""
        return self.standing.may_manage(self.decision.body_id)

    @cached_property
    def reads(self) -> bool:
        """Whether the reader reads what the body reads, and not only what guests do."""
        return self.manages or self.standing.may_read(self.decision.body_id)

    def get_done_url(self) -> str:
        return reverse("extranet:decision", args=[self.decision.pk])

    def get_context_data(self, **kwargs):
        trail = [{"title": _("Decisions"), "url": reverse("extranet:decisions")}]
        if self.request.path != self.get_done_url():
            title = f"{self.decision.reference} {self.decision.title}"
            trail.append({"title": title, "url": self.get_done_url()})
        return super().get_context_data(
            decision=self.decision,
            manages=self.manages,
            reads=self.reads,
            breadcrumbs=trail,
            **kwargs,
        )


class DecisionView(OfDecision, ExtranetView, TemplateView):
    """One decision: what was decided, how, what came of it."""

    template_name = "records/decisions/decision.html"

    def get_context_data(self, **kwargs):
        decision = self.decision
        visible = Decision.objects.visible_to(self.standing)
        return super().get_context_data(
            meeting=Meeting.objects.visible_to(self.standing)
            .filter(pk=decision.meeting_id)
            .first(),
            item=self._item(),
            earlier=visible.filter(pk=decision.replaces_id).first(),
            later=visible.filter(replaces=decision).order_by("taken_on", "number"),
            notes=decision.notes.select_related("written_by"),
            follow_ups=self._follow_ups(),
            fallback=decision.language != get_language(),
            may_draft=self.manages and bool(statements.indexes_for(decision, self.request.user)),
            **kwargs,
        )

    def _item(self):
        """Return the agenda item, unless the reader is a guest and it was closed to guests."""
        if not self.decision.item_id:
            return None
        items = AgendaItem.objects.filter(
            pk=self.decision.item_id, meeting__in=Meeting.objects.visible_to(self.standing)
        )
        return (items if self.reads else items.filter(closed_to_guests=False)).first()

    def _follow_ups(self) -> list[FollowUp]:
        """Return what is to be done, for who reads what the body reads."""
        if not self.reads:
            return []
        rows = list(self.decision.follow_ups.select_related("owner"))
        for row in rows:
            row.decision = self.decision
            row.mine = service.may_finish(row, self.standing)
        return rows
