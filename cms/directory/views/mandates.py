"""The admin's screens of mandates: what the rules refuse or flag, and the end of one at once."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.base import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import CopyView, CreateView, EditView

from cms.directory.models import Mandate
from cms.directory.services import RuleBroken, end_mandate


class MandatePolicy(ModelPermissionPolicy):
    """Nobody deletes a mandate that has begun."""

    def user_has_permission_for_instance(self, user, action, instance):
        if action == "delete" and instance.has_begun():
            return False
        return super().user_has_permission_for_instance(user, action, instance)


class JudgedMixin:
    """Saves under the lock that the form takes, and tells what the rules flag."""

    def post(self, request, *args, **kwargs):
        with transaction.atomic():
            return super().post(request, *args, **kwargs)

    def save_instance(self):
        saved = super().save_instance()
        for breach in self.form.flagged:
            messages.warning(self.request, str(breach))
        return saved


class MandateCreateView(JudgedMixin, CreateView):
    """Gives a mandate."""


class MandateCopyView(JudgedMixin, CopyView):
    """Offers a mandate once more, for the next term."""


class MandateEditView(JudgedMixin, EditView):
    """Corrects a mandate that has not begun, or moves the last day of one that has."""

    end_url_name = None

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if self.object.gives_right_at(timezone.now()):
            url = reverse(self.end_url_name, args=[self.object.pk])
            buttons.append(Button(_("End now"), url=url, icon_name="cross", priority=70))
        return buttons


class MandateEndView(PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
    """Ends a mandate at once, after a question."""

    model = Mandate
    index_url_name = None
    edit_url_name = None
    permission_required = "change"
    template_name = "directory/admin/end_mandate.html"
    page_title = gettext_lazy("End the mandate now")
    header_icon = "key"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        rows = Mandate.objects.select_related("body", "person", "organisation")
        self.object = get_object_or_404(rows, pk=pk)

    def dispatch(self, request, *args, **kwargs):
        if not self.user_has_permission("change"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return str(self.object)

    def get_breadcrumbs_items(self):
        items = [
            {"url": reverse(self.index_url_name), "label": _("Mandates")},
            {"url": self.back_url, "label": str(self.object)},
            {"url": "", "label": self.get_page_title()},
        ]
        return [*self.breadcrumbs_items, *items]

    @property
    def back_url(self) -> str:
        """The address of the mandate's form."""
        return reverse(self.edit_url_name, args=[self.object.pk])

    def get(self, request, *args, **kwargs):
        context = {"mandate": self.object, "back_url": self.back_url}
        return render(request, self.template_name, {**self.get_context_data(), **context})

    def post(self, request, *args, **kwargs):
        try:
            end_mandate(mandate=self.object, by=request.user)
        except RuleBroken as error:
            messages.error(request, str(error))
        else:
            text = _("The mandate of %(person)s has ended.") % {"person": self.object.person}
            messages.success(request, text)
        return redirect(self.back_url)
