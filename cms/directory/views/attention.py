"""The admin's report of what bodies and mandates need."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permission_policies import ModelPermissionPolicy

from cms.directory.models import Mandate
from cms.directory.services import upcoming_ends, what_needs_attention

# How far ahead ends of term are shown.
AHEAD_DAYS = 90
# As many mandates as somebody may still read; the listing shows the rest.
_SHOWN = 200


def may_see(user) -> bool:
    """Return whether `user` may look at mandates at all."""
    policy = ModelPermissionPolicy(Mandate)
    return policy.user_has_any_permission(user, {"view", "change"})


class AttentionView(WagtailAdminTemplateMixin, TemplateView):
    """Rules that are broken, seats that are free, mandates that end soon."""

    template_name = "directory/admin/attention.html"
    page_title = _("Bodies and mandates: what needs attention")
    header_icon = "warning"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not may_see(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        bodies, ending = what_needs_attention(), list(upcoming_ends(AHEAD_DAYS)[: _SHOWN + 1])
        return super().get_context_data(
            broken=[row for row in bodies if row.breaches],
            vacant=[row for row in bodies if row.free],
            ending=ending[:_SHOWN],
            more=len(ending) > _SHOWN,
            days=AHEAD_DAYS,
            **kwargs,
        )
