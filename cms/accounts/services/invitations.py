"""Accounts come by invitation: invite, send again, take back, accept."""

from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from wagtail.log_actions import log

from cms.accounts import errors
from cms.accounts.models import Invitation, User
from cms.accounts.services import links
from cms.accounts.signals import invitation_accepted, invited


@transaction.atomic
def invite(
    *,
    email: str,
    by: User | None,
    given_name: str = "",
    family_name: str = "",
    language: str = "",
    next_url: str = "",
) -> Invitation:
    """Invite the person of that address, by e-mail in their language; return the invitation.

    An account is made that nobody can use before the invitation is accepted. Where an invitation
    stands already it is sent again, with the names and the language that are given now.
    `next_url`, a path on this site, is where the person goes after accepting.
    Raise AlreadyHasAccount or AccountDeactivated.
    """
    email = User.objects.normalize_email(email.strip())
    said = language
    language = said or (by.language if by else "") or get_language() or settings.LANGUAGE_CODE
    user = User.objects.select_for_update().filter(email__iexact=email).first()
    if user is not None:
        check_unused(user)
        user.first_name = given_name or user.first_name
        user.last_name = family_name or user.last_name
        user.language = said or user.language
        user.save(update_fields=["first_name", "last_name", "language"])
    else:
        user = User.objects.create_user(
            email,
            first_name=given_name,
            last_name=family_name,
            language=language,
            is_active=False,
        )
    invitation, _created = Invitation.objects.open().update_or_create(
        user=user,
        defaults={"next_url": _on_this_site(next_url)} | ({"language": said} if said else {}),
        create_defaults={
            "invited_by": by,
            "language": language,
            "next_url": _on_this_site(next_url),
        },
    )
    log(user, "accounts.invite", user=by)
    _send(invitation)
    invited.send(sender=Invitation, invitation=invitation)
    return invitation


@transaction.atomic
def resend(*, invitation: Invitation, by: User | None = None) -> Invitation:
    """Send `invitation` again with a new link; older links are void. Raise InvitationClosed."""
    invitation = _locked(invitation)
    if by is not None:
        log(invitation.user, "accounts.invite", user=by)
    _send(invitation)
    return invitation


@transaction.atomic
def revoke(*, invitation: Invitation, by: User | None = None) -> Invitation:
    """Take `invitation` back: nobody can use its account. Raise InvitationClosed."""
    invitation = _locked(invitation)
    invitation.revoked_at = timezone.now()
    invitation.token_digest = ""
    invitation.save(update_fields=["revoked_at", "token_digest"])
    log(invitation.user, "accounts.revoke_invitation", user=by)
    return invitation


@transaction.atomic
def accept(
    *,
    token: str,
    password: str,
    given_name: str | None = None,
    family_name: str | None = None,
    language: str = "",
    time_zone: str = "",
) -> Invitation:
    """Open the account that the link of `token` leads to, with `password`; return the invitation.

    Names that are not said stay as they were; who has one name only has an empty family name.
    Of two who come at once with the same link one succeeds. Raise LinkInvalid or LinkExpired.
    """
    invitation = links.take(token)
    user = invitation.user
    user.set_password(password)
    user.first_name = user.first_name if given_name is None else given_name
    user.last_name = user.last_name if family_name is None else family_name
    user.language = language or user.language
    user.time_zone = time_zone
    user.is_active = True
    user.save()
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    log(user, "accounts.accept_invitation", user=user)
    invitation_accepted.send(sender=Invitation, invitation=invitation)
    return invitation


def check_unused(user: User) -> None:
    """Raise AlreadyHasAccount or AccountDeactivated unless `user` was invited and never came."""
    if user.is_active:
        raise errors.AlreadyHasAccount
    if not user.invitations.exists() or user.invitations.exclude(accepted_at=None).exists():
        raise errors.AccountDeactivated


def _locked(invitation: Invitation) -> Invitation:
    """Return the row of `invitation`, held for this transaction; InvitationClosed where it is."""
    row = Invitation.objects.select_for_update(of=("self",)).select_related("user")
    row = row.get(pk=invitation.pk)
    if row.accepted_at or row.revoked_at:
        raise errors.InvitationClosed
    return row


def _send(invitation: Invitation) -> None:
    # Inline because the task makes links by way of this package.
    from cms.accounts.tasks import mail_invitation

    transaction.on_commit(partial(mail_invitation.enqueue, invitation.pk))


def _on_this_site(url: str) -> str:
    """Return `url` where it is a path on this site, else nothing."""
    return url if url.startswith("/") and url_has_allowed_host_and_scheme(url, None) else ""
