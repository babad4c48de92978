"""What the admin knows about accounts: their log, and what can be done in the list of users."""

from urllib.parse import urlencode

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.views.account import NameEmailSettingsPanel
from wagtail.admin.widgets.button import Button

from cms.accounts.forms.admin import NameForm
from cms.accounts.models import InvitationState
from cms.accounts.services import may_reset_second_factor
from cms.accounts.views import admin
from cms.accounts.views.session import session

LOGGED = {
    "accounts.invite": (gettext_lazy("Invite"), gettext_lazy("Invitation sent")),
    "accounts.revoke_invitation": (gettext_lazy("Take back"), gettext_lazy("Invitation revoked")),
    "accounts.accept_invitation": (gettext_lazy("Accept"), gettext_lazy("Invitation accepted")),
    "accounts.reset_second_factor": (
        gettext_lazy("Reset second factor"),
        gettext_lazy("Second factor reset"),
    ),
}

# Wagtail asks for a family name, which not everybody has.
NameEmailSettingsPanel.form_class = NameForm


@hooks.register("register_log_actions")
def log_actions(actions):
    """Name what is logged about accounts."""
    for action, (label, message) in LOGGED.items():
        actions.register_action(action, label, message)


@hooks.register("register_admin_urls")
def urls():
    """Return the addresses of what is done to somebody's account."""
    return [
        path("session/", session, name="admin_session"),
        path("accounts/<int:pk>/resend/", admin.resend, name="accounts_resend"),
        path("accounts/<int:pk>/revoke/", admin.revoke, name="accounts_revoke"),
        path("accounts/<int:pk>/second-factor/", admin.reset, name="accounts_reset_second_factor"),
    ]


@hooks.register("insert_global_admin_js")
def keep_what_is_typed():
    """Return the script that sends nothing once the session has ended, with what it says."""
    back = reverse("admin_session")
    return format_html(
        '<script src="{}" data-session="{}" data-sign-in="{}" data-ended="{}" data-saving="{}"'
        ' data-back="{}" data-unanswered="{}" data-sign-in-label="{}" data-again-label="{}">'
        "</script>",
        versioned_static("accounts/admin-session.js"),
        back,
        f"{reverse('account_login')}?{urlencode({REDIRECT_FIELD_NAME: back})}",
        _("Not saved: sign in again. Your text stays on this page."),
        _("You are signed in again: your text is being saved."),
        _("You are signed in again. Your text is not saved yet: send it now."),
        _("The site does not answer: nothing was sent. Your text stays on this page; try again."),
        _("Sign in in a new window"),
        _("I have signed in"),
    )


@hooks.register("register_user_listing_buttons")
def listing_buttons(user, request_user):
    """Offer what can be done to `user`: send the invitation again, take it back, reset."""
    state = user.invitation_state
    if state in (InvitationState.PENDING, InvitationState.EXPIRED):
        yield Button(
            _("Send again"), url=reverse("accounts_resend", args=[user.pk]), icon_name="mail"
        )
        yield Button(
            _("Take the invitation back"),
            url=reverse("accounts_revoke", args=[user.pk]),
            icon_name="cross",
        )
    if user.is_active and may_reset_second_factor(request_user, user):
        yield Button(
            _("Reset second factor"),
            url=reverse("accounts_reset_second_factor", args=[user.pk]),
            icon_name="lock-open",
        )
