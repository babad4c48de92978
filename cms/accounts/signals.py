"""What must agree with the account: Wagtail's profile, the address that signs in, the session."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_used
from allauth.usersessions.models import UserSession
from django.db.models.signals import post_save
from django.dispatch import Signal
from wagtail.users.models import UserProfile

from cms.accounts import second_factor
from cms.accounts.models import User

# Somebody was invited, or an invitation came to life; both say `invitation`.
invited = Signal()
invitation_accepted = Signal()

# The account's field, and Wagtail's name for the same.
_PAIRS = {"language": "preferred_language", "time_zone": "current_time_zone"}


def copy_to_profile(instance: User, raw: bool = False, update_fields=None, **_kwargs) -> None:
    """Let Wagtail's admin and its e-mails speak to `instance` as the account says."""
    if raw or (update_fields is not None and not _PAIRS.keys() & set(update_fields)):
        return
    values = {theirs: getattr(instance, ours) for ours, theirs in _PAIRS.items()}
    profile = UserProfile.objects.filter(user=instance).first()
    if profile is None and not any(values.values()):
        return
    if profile is None:
        UserProfile.objects.create(user=instance, **values)
    elif any(getattr(profile, name) != value for name, value in values.items()):
        UserProfile.objects.filter(pk=profile.pk).update(**values)


def copy_to_account(instance: UserProfile, raw: bool = False, **_kwargs) -> None:
    """Keep in the account what somebody chose on Wagtail's account page."""
    if raw:
        return
    values = {ours: getattr(instance, theirs) for ours, theirs in _PAIRS.items()}
    User.objects.filter(pk=instance.user_id).exclude(**values).update(**values)


def keep_address(instance: User, raw: bool = False, update_fields=None, **_kwargs) -> None:
    """Let allauth know the address of `instance` as its one and confirmed address.

    Whoever makes or changes an account answers for its address: an invitation proves it, and one
    that somebody changes for themselves is confirmed before it is saved.
    """
    if raw or (update_fields is not None and "email" not in update_fields):
        return
    wanted = instance.email.lower()
    addresses = EmailAddress.objects.filter(user=instance)
    if list(addresses.values_list("email", "verified", "primary")) == [(wanted, True, True)]:
        return
    addresses.exclude(email=wanted).delete()
    EmailAddress.objects.update_or_create(
        user=instance, email=wanted, defaults={"verified": True, "primary": True}
    )


def count_new_factor(request, user, authenticator, **_kwargs) -> None:
    """Count a factor that was just set up as used in this session, which gets a new key."""
    if request is None or authenticator.type not in second_factor.FACTORS:
        return
    record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
    rotate(request)


def count_used_factor(request, reauthenticated: bool = False, **_kwargs) -> None:
    """Give a session a new key that has just been confirmed; signing in does so by itself."""
    if reauthenticated:
        rotate(request)


def rotate(request) -> None:
    """Give the session of `request` a new key: who knew the old one gains nothing."""
    second_factor.forget(request)
    old = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=old).update(session_key=request.session.session_key)


def ask_again(request, **_kwargs) -> None:
    """A factor is gone: whether the session is confirmed is to be asked anew."""
    if request is not None:
        second_factor.forget(request)


def connect() -> None:
    """Listen to accounts, profiles and second factors."""
    post_save.connect(copy_to_profile, sender=User, dispatch_uid="copy_to_profile")
    post_save.connect(copy_to_account, sender=UserProfile, dispatch_uid="copy_to_account")
    post_save.connect(keep_address, sender=User, dispatch_uid="keep_address")
    authenticator_added.connect(count_new_factor, dispatch_uid="count_new_factor")
    authenticator_used.connect(count_used_factor, dispatch_uid="count_used_factor")
    authenticator_removed.connect(ask_again, dispatch_uid="ask_again")
