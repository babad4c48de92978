"""Giving a translation to somebody."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from cms.translation import permissions
from cms.translation.desk_form import DeskForm
from cms.translation.forms import AssignmentForm
from cms.translation.services.assignments import assign
from cms.translation.views.desk import DeskView


class AssignView(DeskView):
    """Takes the form of the desk that says who translates and by when."""

    http_method_names = ["post"]
    refused: AssignmentForm | None = None

    def assignment_form(self):
        return self.refused or super().assignment_form()

    def post(self, request, *args, **kwargs):
        user = request.user
        only = None if permissions.may_assign(user, self.page) else user
        form = AssignmentForm(request.POST, only=only)
        if not form.is_valid():
            self.refused = form
            return self.show(DeskForm(self.translation, self.page))
        if not permissions.may_assign(user, self.page, form.cleaned_data["assignee"]):
            raise PermissionDenied
        assign(translation=self.translation, by=user, **form.cleaned_data)
        messages.success(request, _("The translation has been assigned."))
        return redirect(self.url)
