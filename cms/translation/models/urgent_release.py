from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from cms.translation import standing


class UrgentRelease(models.Model):
    """A text that went out in one language at once, while its others were promised for a day.

    One row a text, that of the latest release; earlier ones stand in the log.
    """

    translation_key = models.UUIDField(_("page in all its languages"), unique=True)
    locale = models.ForeignKey(
        Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="+"
    )
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("released by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    released_at = models.DateTimeField(_("went out at"))

    class Meta:
        verbose_name = _("urgent release")
        verbose_name_plural = _("urgent releases")

    def __str__(self):
        return f"{self.translation_key} {self.released_at:%Y-%m-%d}"


class PromisedLanguageQuerySet(models.QuerySet):
    """Languages that readers were promised."""

    def of(self, translation_key):
        """Return those of a text."""
        return self.filter(release__translation_key=translation_key)

    def owed(self):
        """Return those that readers wait for: of a text that is public and has not been withdrawn,
        in a language that it has not been published in since."""
        public = Page.objects.filter(
            translation_key=OuterRef("release__translation_key"), live=True, alias_of=None
        )
        rows = self.filter(Exists(public), done_at=None)
        for keys in standing.withdrawn_keys():
            rows = rows.exclude(release__translation_key__in=keys)
        return rows

    def with_titles(self):
        """Return the rows with `title` in the language that went out, and that page's id as
        `page_id`."""
        page = Page.objects.filter(
            translation_key=OuterRef("release__translation_key"),
            locale_id=OuterRef("release__locale_id"),
        )
        return self.annotate(
            title=models.Subquery(page.values("draft_title")[:1]),
            page_id=models.Subquery(page.values("pk")[:1]),
        ).exclude(title=None)


class PromisedLanguage(models.Model):
    """A language in which readers were promised a text, and by when."""

    release = models.ForeignKey(UrgentRelease, on_delete=models.CASCADE, related_name="promises")
    locale = models.ForeignKey(
        Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="+"
    )
    due_on = models.DateField(_("promised for"), db_index=True)
    # When it was published; empty again once it is taken down.
    done_at = models.DateTimeField(_("published at"), null=True, editable=False)
    # The day of the last reminder, so that nobody gets two in one.
    reminded_on = models.DateField(null=True, editable=False)

    objects = PromisedLanguageQuerySet.as_manager()

    class Meta:
        verbose_name = _("promised language")
        verbose_name_plural = _("promised languages")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["release", "locale"], name="language_promised_once")
        ]

    def __str__(self):
        return f"{self.locale_id} {self.due_on:%Y-%m-%d}"

    @property
    def is_late(self) -> bool:
        """Whether its day has passed."""
        return self.due_on < localdate()
