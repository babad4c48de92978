"""What the admin's screens share that do one thing with one row, after a question."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import capfirst
from django.views.generic.base import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin


class ActionView(PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
    """A screen for who may change the row, under its form in the trail."""

    model = None
    index_url_name = None
    edit_url_name = None
    permission_required = "change"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(self.model, pk=pk)

    def get_page_subtitle(self):
        return str(self.object)

    def get_breadcrumbs_items(self):
        listing = capfirst(self.model._meta.verbose_name_plural)
        items = [
            {"url": reverse(self.index_url_name), "label": listing},
            {"url": self.back_url, "label": str(self.object)},
            {"url": "", "label": self.get_page_title()},
        ]
        return [*self.breadcrumbs_items, *items]

    @property
    def back_url(self) -> str:
        """The address of the row's form."""
        return reverse(self.edit_url_name, args=[self.object.pk])

    def show(self, **context):
        """Return the screen."""
        context |= self.get_context_data() | {"object": self.object, "back_url": self.back_url}
        return render(self.request, self.template_name, context)
