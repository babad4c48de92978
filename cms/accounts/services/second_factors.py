"""Help for those who lost their second factor."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from wagtail.log_actions import log

from cms.accounts import mails
from cms.accounts.models import User
from cms.accounts.roles import ROLES


def may_reset_second_factor(by: User, user: User) -> bool:
    """Return whether `by` may take the second factor of `user` away.

    Administrators may, and the secretariat for all but administrators; nobody for themselves.
    """
    if by.pk == user.pk:
        return False
    if by.is_superuser:
        return True
    secretariat = by.groups.filter(name=ROLES["secretariat"].name).exists()
    return secretariat and not user.is_superuser


@transaction.atomic
def reset_second_factor(*, user: User, by: User) -> int:
    """Take away app, passkeys and recovery codes of `user`, end their sessions and tell them.

    Return how many factors there were. Raise PermissionError where `by` may not.
    """
    if not may_reset_second_factor(by, user):
        raise PermissionError
    count, _models = Authenticator.objects.filter(user=user).delete()
    for session in UserSession.objects.filter(user=user):
        session.end()
    log(user, "accounts.reset_second_factor", user=by)
    transaction.on_commit(
        lambda: mails.send(
            lambda: mails.WRITERS["accounts/second_factor_reset"]({}),
            to=user.email,
            language=user.language,
            name=user.get_full_name(),
        )
    )
    return count
