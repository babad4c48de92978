"""Invites a person of the directory to sign in, so that mandates give them their rights."""

from django import forms
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log
from wagtail.snippets.views.snippets import EditView

from cms.accounts.errors import AccountDeactivated, AlreadyHasAccount
from cms.accounts.models import InvitationState
from cms.accounts.services import invite
from cms.core.labels import language_choices
from cms.directory.models import Person
from cms.directory.views.actions import ActionView


class InviteForm(forms.Form):
    """To which address, and in which language."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=language_choices)


class PersonEditView(EditView):
    """Changes a person; offers to invite who has no account, and once more who has not come."""

    invite_url_name = None

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if self.object.user_id is None:
            url = reverse(self.invite_url_name, args=[self.object.pk])
            label = _("Invite to the extranet")
            buttons.append(Button(label, url=url, icon_name="mail", priority=70))
        elif self._is_awaited() and self.request.user.has_perm("accounts.add_user"):
            url = reverse("accounts_resend", args=[self.object.user_id])
            label = _("Send the invitation again")
            buttons.append(Button(label, url=url, icon_name="mail", priority=70))
        return buttons

    def _is_awaited(self) -> bool:
        state = self.object.user.invitation_state
        return state in (InvitationState.PENDING, InvitationState.EXPIRED)


class PersonInviteView(ActionView):
    """Sends the invitation and ties the account that comes of it to the person."""

    model = Person
    template_name = "directory/admin/invite.html"
    page_title = gettext_lazy("Invite to the extranet")
    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        # Who may not change the person is refused before being told of an account.
        if self.object.user_id is not None and self.user_has_permission(self.permission_required):
            return redirect(self.back_url)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return self.show(form=InviteForm(initial={"language": request.user.language}))

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
        return self.show(form=form)

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
