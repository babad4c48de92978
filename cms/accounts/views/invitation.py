"""The page that an invitation leads to."""

import contextlib

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core import ratelimit
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views import View
from django.views.decorators.debug import sensitive_post_parameters

from cms.accounts import errors, services
from cms.accounts.forms import AcceptForm
from cms.accounts.models import InvitationState
from cms.accounts.services import links


@method_decorator(sensitive_post_parameters("password"), name="dispatch")
class InvitationView(View):
    """Opens an account by the link of an invitation, or offers a new link."""

    def get(self, request, token: str):
        """Ask for a password and the person's details."""
        invitation, current = links.find(token)
        if not current or invitation.state != InvitationState.PENDING:
            return self.closed(request, invitation)
        user = invitation.user
        initial = {"language": user.language or get_language()}
        return self.form(request, invitation, AcceptForm(instance=user, initial=initial))

    def post(self, request, token: str):
        """Open the account and sign in, or send a new link."""
        invitation, current = links.find(token)
        if "send_again" in request.POST:
            return self.send_again(request, invitation)
        if limited := ratelimit.consume_or_429(request, action="accept_invitation"):
            return limited
        if not current or invitation.state != InvitationState.PENDING:
            return self.closed(request, invitation)
        form = AcceptForm(request.POST, instance=invitation.user)
        if not form.is_valid():
            return self.form(request, invitation, form)
        data = form.cleaned_data
        try:
            invitation = services.accept(
                token=token,
                password=data["password"],
                given_name=data["first_name"],
                family_name=data["last_name"],
                language=data["language"],
                time_zone=data["time_zone"],
            )
        except errors.LinkError:
            return self.closed(request, invitation)
        return self.sign_in(request, invitation)

    def sign_in(self, request, invitation):
        """Sign the person in, who has just proven the address and chosen the password."""
        # Somebody else may be signed in on this device.
        request.session.flush()
        user = invitation.user
        record_authentication(request, user, "password", email=user.email, reauthenticated=True)
        return perform_login(request, Login(user=user, redirect_url=invitation.next_url or None))

    def form(self, request, invitation, form):
        """Return the page with the form."""
        context = {"form": form, "email": invitation.user.email}
        status = 422 if form.is_bound else 200
        return render(request, "accounts/invitation.html", context, status=status)

    def closed(self, request, invitation):
        """Return the page that says why the link leads nowhere, and what one can do."""
        state = invitation.state if invitation else None
        return render(request, "accounts/invitation_closed.html", {"state": state}, status=410)

    def send_again(self, request, invitation):
        """Send a new link to where the old one went; the answer does not say whether."""
        key = str(invitation.pk) if invitation else "none"
        if not ratelimit.consume(request, action="invitation_link", key=key):
            return ratelimit.respond_429(request)
        if invitation:
            with contextlib.suppress(errors.InvitationClosed):
                services.resend(invitation=invitation)
        return render(request, "accounts/invitation_sent.html")
