from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cms.core.labels import language_choices


class UserManager(BaseUserManager):
    """Makes users who are known by their e-mail address alone."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """Return a new user, who signs in with a password alone; ValueError without address."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        """Return a new user who may do everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str) -> "User":
        """Return the user of that address, however it is capitalised."""
        return self.get(email__iexact=email)


class User(AbstractUser):
    """Somebody who signs in, with the e-mail address and nothing else."""

    username = None
    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(
        _("preferred language"),
        max_length=10,
        blank=True,
        choices=language_choices,
    )
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once_however_capitalised",
                violation_error_message=_("There is an account with this address already."),
            )
        ]

    @property
    def name(self) -> str:
        """The full name, or the address where none is known."""
        return self.get_full_name() or self.email

    @property
    def invitation_state(self):
        """What has become of the last invitation, or None where there was none."""
        invitations = list(self.invitations.all())
        return invitations[0].state if invitations else None
