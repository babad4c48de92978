"""A person's language and time zone are one thing, kept in the account and in Wagtail's profile."""

from django.db.models.signals import post_save
from wagtail.users.models import UserProfile

from cms.accounts.models import User

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


def connect() -> None:
    """Listen to accounts and profiles."""
    post_save.connect(copy_to_profile, sender=User, dispatch_uid="copy_to_profile")
    post_save.connect(copy_to_account, sender=UserProfile, dispatch_uid="copy_to_account")
