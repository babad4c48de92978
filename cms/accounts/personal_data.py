"""What is held about those who sign in."""

import datetime
from functools import partial

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.users.models import UserProfile

from cms.accounts.models import Invitation, User
from cms.core.personal_data import sources


def reason_to_keep(user: User) -> str:
    """Return why the account of `user` cannot go now, in words; empty where it can."""
    if user.is_superuser or user.groups.exists():
        return _("The account works in the admin: an administrator takes its roles away first.")
    return ""


class AccountSource(sources.ModelSource):
    """The account itself; what hangs on it goes with it."""

    model = User
    order = 100
    user_field = "pk"
    fields = (
        "email",
        "first_name",
        "last_name",
        "language",
        "time_zone",
        "is_active",
        "date_joined",
        "last_login",
        (gettext_lazy("roles"), lambda user: [group.name for group in user.groups.all()]),
    )

    def reason_to_keep(self, user):
        return reason_to_keep(user) or super().reason_to_keep(user)

    def erase(self, user):
        for profile in UserProfile.objects.filter(user=user).exclude(avatar=""):
            picture = profile.avatar
            transaction.on_commit(partial(picture.storage.delete, picture.name))
        super().erase(user)


class _OfAccount(sources.ModelSource):
    """What belongs to an account and is kept as long as it."""

    user_field = "user"

    def reason_to_keep(self, row):
        return reason_to_keep(row.user)


class AddressSource(_OfAccount):
    """The addresses that sign in; they go with the account."""

    model = EmailAddress
    label = gettext_lazy("Addresses that sign in")
    fields = ("email", "verified", "primary")


class InvitationSource(_OfAccount):
    """The invitations that somebody was sent; they go with the account."""

    model = Invitation
    fields = (
        "language",
        "created_at",
        "sent_at",
        "expires_at",
        "accepted_at",
        "revoked_at",
        (gettext_lazy("state"), lambda invitation: invitation.state.label),
    )


class SessionSource(_OfAccount):
    """The devices on which somebody is or was signed in."""

    model = UserSession
    label = gettext_lazy("Sessions")
    fields = (
        (gettext_lazy("network address"), lambda session: session.ip),
        (gettext_lazy("browser"), lambda session: session.user_agent),
        (gettext_lazy("since"), lambda session: session.created_at),
        (gettext_lazy("last seen"), lambda session: session.last_seen_at),
    )

    def erase(self, session):
        session.end()

    def anonymise_due(self, today: datetime.date) -> int:
        """Forget the sessions that have run out."""
        ended = timezone.now() - datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE)
        sessions = list(UserSession.objects.filter(last_seen_at__lt=ended))
        for session in sessions:
            session.end()
        return len(sessions)


class SecondFactorSource(_OfAccount):
    """Apps, passkeys and recovery codes, without what is secret of them."""

    model = Authenticator
    label = gettext_lazy("Second factors")
    fields = (
        (gettext_lazy("kind"), lambda factor: factor.get_type_display()),
        (gettext_lazy("added"), lambda factor: factor.created_at),
        (gettext_lazy("last used"), lambda factor: factor.last_used_at),
    )


class _LogSource(sources.ModelSource):
    """What somebody did in the admin; whose it was is no longer known once the account is gone."""

    user_field = "user"
    kept = gettext_lazy(
        "The log of the admin says what was changed and when: those who answer for the site must "
        "be able to tell. Without the account it no longer says by whom."
    )
    fields = (
        (gettext_lazy("when"), lambda entry: entry.timestamp),
        (gettext_lazy("what"), lambda entry: entry.message),
        (gettext_lazy("of what"), lambda entry: entry.label),
    )


class PageLogSource(_LogSource):
    """What somebody did with pages."""

    model = PageLogEntry
    label = gettext_lazy("Log of pages")


class ModelLogSource(_LogSource):
    """What somebody did with everything else."""

    model = ModelLogEntry
    label = gettext_lazy("Log of everything else")


def account_of(subject: sources.Subject) -> dict:
    """Return the account of who has the address, and what it is called."""
    user = subject.user
    if user is None and subject.email:
        ours = Q(email__iexact=subject.email) | Q(emailaddress__email__iexact=subject.email)
        user = User.objects.filter(ours).first()
    return {"user": user, "name": user.get_full_name(), "email": user.email} if user else {}


def register() -> None:
    """Register what this app holds."""
    for source in (
        AccountSource,
        AddressSource,
        InvitationSource,
        SessionSource,
        SecondFactorSource,
        PageLogSource,
        ModelLogSource,
    ):
        sources.register(source())
    sources.link_by(account_of)
