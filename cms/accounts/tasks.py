"""E-mails about accounts, sent beside the request.

A task is told whom to write to and makes the secret of the link itself, so that none is ever
stored. It decides whether there is anybody to write to: the answer of the page takes as long
whether an address has an account or not.
"""

from allauth.account.forms import default_token_generator
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from django_tasks import task

from cms.accounts import mails
from cms.accounts.models import Invitation, User
from cms.accounts.services import links


@task()
def mail_invitation(invitation_id: int) -> bool:
    """Send an invitation with a new link, which makes older ones void; return whether it stood."""
    invitation = Invitation.objects.open().select_related("user").filter(pk=invitation_id).first()
    if invitation is None:
        return False
    language = invitation.user.language or invitation.language
    token = links.renew(invitation)
    with override(language):
        url = settings.BASE_URL + reverse("account_invitation", args=[token])
    mails.send(
        lambda: mails.invitation(url, settings.INVITATION_DAYS),
        to=invitation.user.email,
        language=language,
        name=invitation.user.get_full_name(),
    )
    return True


@task()
def mail_reset(email: str, language: str) -> bool:
    """Send the link to a new password, or the invitation that still stands; nothing to strangers.

    Return whether anything was sent.
    """
    sent = False
    for user in filter_users_by_email(email, prefer_verified=True, for_login=True):
        if user.is_active:
            _mail_reset_link(user, email, language)
            sent = True
        elif invitation := Invitation.objects.open().filter(user=user).first():
            sent |= bool(mail_invitation.func(invitation.pk))
    return sent


def _mail_reset_link(user: User, email: str, language: str) -> None:
    language = user.language or language
    with override(language):
        path = reverse(
            "account_reset_password_from_key",
            kwargs={
                "uidb36": user_pk_to_url_str(user),
                "key": default_token_generator.make_token(user),
            },
        )
    mails.send(
        lambda: mails.reset(settings.BASE_URL + path, settings.PASSWORD_RESET_TIMEOUT // 3600),
        to=email,
        language=language,
        name=user.get_full_name(),
    )
