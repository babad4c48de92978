from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.core.labels import language_choices
from cms.core.models import PersonalDataMixin, PersonalDataQuerySet, SecretLinkModel


class SubscriptionQuerySet(PersonalDataQuerySet):
    """Who is told of new kits."""

    def confirmed(self):
        """Return those who have confirmed."""
        return self.filter(confirmed_at__isnull=False)


class KitSubscription(PersonalDataMixin, SecretLinkModel):
    """An address that new share kits of a language are mailed to.

    It is deleted when it is taken back, and where nobody confirms it in time.
    """

    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    created_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta(PersonalDataMixin.Meta):
        verbose_name = _("subscription to share kits")
        verbose_name_plural = _("subscriptions to share kits")
        default_permissions = ()
        constraints = [
            *PersonalDataMixin.Meta.constraints,
            models.UniqueConstraint(
                Lower("email"), "language", name="one_kit_subscription_a_language"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=False) | Q(keep_until__isnull=False),
                name="unconfirmed_kit_subscription_ends",
            ),
        ]

    def __str__(self):
        return f"#{self.pk}"

    def anonymise(self) -> None:
        """Delete it: without the address nothing is left to keep."""
        self.delete()


class Announcement(models.Model):
    """That a page was announced: it never is again, whatever becomes of its kit."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.page_id)


class KitMail(models.Model):
    """One e-mail of an announcement to one address; `claimed_at` is set before it is sent."""

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="mails")
    subscription = models.ForeignKey(
        KitSubscription, on_delete=models.CASCADE, related_name="mails"
    )
    claimed_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["announcement", "subscription"], name="one_mail_a_kit_and_address"
            )
        ]

    def __str__(self):
        return f"{self.announcement_id}/{self.subscription_id}"
