"""What the secretariat does to accounts: each asks first, and is done by POST."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.auth import permission_required

from cms.accounts import errors, services
from cms.accounts.models import User


def _ask(request, user: User, title: str, text: str, do, done: str):
    """Return the page that asks, or do what was asked for and return to the list."""
    back = reverse("wagtailusers_users:index")
    if request.method != "POST":
        context = {"page_title": title, "text": text, "person": user, "back": back}
        return render(request, "accounts/admin/confirm.html", context)
    try:
        do()
    except errors.AccountError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done % {"email": user.email})
    return HttpResponseRedirect(back)


def _open_invitation(user: User):
    invitation = user.invitations.open().first()
    if invitation is None:
        raise errors.InvitationClosed
    return invitation


@permission_required("accounts.add_user")
def resend(request, pk: int):
    """Send the invitation of an account again."""
    user = get_object_or_404(User, pk=pk)
    return _ask(
        request,
        user,
        _("Send the invitation again"),
        _("A new link goes to this address; those sent before no longer work."),
        lambda: services.resend(invitation=_open_invitation(user), by=request.user),
        _("A new link is on its way to %(email)s."),
    )


@permission_required("accounts.add_user")
def revoke(request, pk: int):
    """Take the invitation of an account back."""
    user = get_object_or_404(User, pk=pk)
    return _ask(
        request,
        user,
        _("Take the invitation back"),
        _("Its link no longer works, and nobody can use the account. You can invite again."),
        lambda: services.revoke(invitation=_open_invitation(user), by=request.user),
        _("The invitation of %(email)s was taken back."),
    )


def reset(request, pk: int):
    """Take somebody's second factor away, who lost it."""
    user = get_object_or_404(User, pk=pk)
    if not services.may_reset_second_factor(request.user, user):
        raise PermissionDenied
    return _ask(
        request,
        user,
        _("Reset the second factor"),
        _(
            "Make sure that it is really this person who asks: call them, on a number you know. "
            "App, passkeys and recovery codes are removed, all sessions end, and the person is "
            "told by e-mail."
        ),
        lambda: services.reset_second_factor(user=user, by=request.user),
        _("The second factor of %(email)s was reset."),
    )
