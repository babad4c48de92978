"""Invites a person of the directory to sign in, so that mandates give them their rights."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.base import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log
from wagtail.snippets.views.snippets import EditView

from cms.accounts.errors import AccountDeactivated, AlreadyHasAccount
from cms.accounts.services import invite
from cms.core.labels import language_choices
from cms.directory.models import Person


class InviteForm(forms.Form):
    """To which address, and in which language."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=language_choices)


class PersonEditView(EditView):
    """Changes a person; offers to invite who has no account."""

    invite_url_name = None

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if self.object.user_id is None:
            url = reverse(self.invite_url_name, args=[self.object.pk])
            label = _("Invite to the extranet")
            buttons.append(Button(label, url=url, icon_name="mail", priority=70))
        return buttons


class PersonInviteView(PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
    """Sends the invitation and ties the account that comes of it to the person."""

    model = Person
    index_url_name = None
    edit_url_name = None
    permission_required = "change"
    template_name = "directory/admin/invite.html"
    page_title = gettext_lazy("Invite to the extranet")
    header_icon = "mail"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(Person, pk=pk)

    def dispatch(self, request, *args, **kwargs):
        if not self.user_has_permission("change"):
            raise PermissionDenied
        if self.object.user_id is not None:
            return redirect(self.back_url)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return str(self.object)

    def get_breadcrumbs_items(self):
        items = [
            {"url": reverse(self.index_url_name), "label": _("People")},
            {"url": self.back_url, "label": str(self.object)},
            {"url": "", "label": self.get_page_title()},
        ]
        return [*self.breadcrumbs_items, *items]

    @property
    def back_url(self) -> str:
        """The address of the person's form."""
        return reverse(self.edit_url_name, args=[self.object.pk])

    def show(self, form):
        """Return the screen."""
        context = {"form": form, "person": self.object, "back_url": self.back_url}
        return render(self.request, self.template_name, {**self.get_context_data(), **context})

    def get(self, request, *args, **kwargs):
        return self.show(InviteForm(initial={"language": request.user.language}))

    def post(self, request, *args, **kwargs):
        form = InviteForm(request.POST)
        if form.is_valid():
            try:
                self.invite(**form.cleaned_data)
            except AlreadyHasAccount:
                text = _("There is an account with this address: choose it in the person’s form.")
                form.add_error("email", text)
            except AccountDeactivated as error:
                form.add_error("email", str(error))
            else:
                text = _("%(person)s has been invited.") % {"person": self.object}
                messages.success(request, text)
                return redirect(self.back_url)
        return self.show(form)

    @transaction.atomic
    def invite(self, email: str, language: str) -> None:
        """Invite the person; raise AlreadyHasAccount where the account is somebody else's."""
        invitation = invite(
            email=email,
            by=self.request.user,
            given_name=self.object.given_name,
            family_name=self.object.family_name,
            language=language,
        )
        if Person.objects.filter(user=invitation.user).exists():
            raise AlreadyHasAccount
        self.object.user = invitation.user
        self.object.save(update_fields=["user"])
        log(self.object, "wagtail.edit", user=self.request.user)
