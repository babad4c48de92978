"""The admin's screens of mandates: what the rules refuse or flag, and the end of one at once."""

from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import CopyView, CreateView, EditView

from cms.directory.models import Mandate
from cms.directory.services import RuleBroken, end_mandate
from cms.directory.views.actions import ActionView


class MandatePolicy(ModelPermissionPolicy):
    """Nobody deletes a mandate that has begun."""

    def user_has_permission_for_instance(self, user, action, instance):
        if action == "delete" and instance.has_begun():
            return False
        return super().user_has_permission_for_instance(user, action, instance)


class ComplianceMixin:
    """Saves under the lock that the form takes, and tells what the rules flag."""

    def post(self, request, *args, **kwargs):
        with transaction.atomic():
            return super().post(request, *args, **kwargs)

    def save_instance(self):
        saved = super().save_instance()
        for breach in self.form.flagged:
            messages.warning(self.request, str(breach))
        return saved


class MandateCreateView(ComplianceMixin, CreateView):
    """Gives a mandate."""


class MandateCopyView(ComplianceMixin, CopyView):
    """Offers a mandate once more, for the next term."""


class MandateEditView(ComplianceMixin, EditView):
    """Corrects a mandate that has not begun, or moves the last day of one that has."""

    end_url_name = None

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if self.object.gives_right_at(timezone.now()):
            url = reverse(self.end_url_name, args=[self.object.pk])
            buttons.append(Button(_("End now"), url=url, icon_name="cross", priority=70))
        return buttons


class MandateEndView(ActionView):
    """Ends a mandate at once, after a question."""

    model = Mandate
    template_name = "directory/admin/end_mandate.html"
    page_title = gettext_lazy("End the mandate now")
    header_icon = "key"

    def get(self, request, *args, **kwargs):
        return self.show()

    def post(self, request, *args, **kwargs):
        try:
            end_mandate(mandate=self.object, by=request.user)
        except RuleBroken as error:
            messages.error(request, str(error))
        else:
            text = _("The mandate of %(person)s has ended.") % {"person": self.object.person}
            messages.success(request, text)
        return redirect(self.back_url)
