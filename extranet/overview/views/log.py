"""What was done, for those who may audit it."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import ListView

from extranet.core.audit_labels import lines
from extranet.core.models import AuditEntry
from extranet.core.views.base import ExtranetView
from extranet.overview.bodies import audited_by

LINES_A_PAGE = 50


class LogView(ExtranetView, ListView):
    """The log of every body, for the secretariat and the auditor's office."""

    template_name = "overview/log.html"
    section = "bodies"
    paginate_by = LINES_A_PAGE
    body = None

    def get_queryset(self):
        self.require(self.standing.secretariat or self.standing.audits_all)
        return AuditEntry.objects.select_related("body")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        entries = context["page_obj"].object_list
        trail = [{"title": _("Bodies"), "url": reverse("extranet:bodies")}]
        if self.body:
            url = reverse("extranet:body", args=[self.body.code])
            trail.append({"title": self.body.label, "url": url})
        return context | {
            "body": self.body,
            "lines": lines(entries, self.standing),
            "breadcrumbs": trail,
        }


class BodyLogView(LogView):
    """The log of one body, for those who may audit that."""

    @cached_property
    def body(self):
        """The body whose log is read."""
        found = audited_by(self.standing).filter(code=self.kwargs["code"]).first()
        self.require(found is not None)
        return found

    def get_queryset(self):
        return AuditEntry.objects.filter(body=self.body).select_related("body")
