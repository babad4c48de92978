from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class PublishedTextQuerySet(models.QuerySet):
    """What readers get, and from which state of the source it was translated."""

    def outdated(self):
        """Return those whose source, published too, says something else by now."""
        return (
            self.filter(page__live=True, source__live=True)
            .exclude(source_digest="")
            .exclude(source_digest=F("source__published_text__digest"))
        )


class PublishedText(models.Model):
    """What a published page says, as a digest, and what its source said when it was translated.

    Written whenever a page is published, so that "the source has changed since" is one comparison
    in the database, for a page as for ten thousand.
    """

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, primary_key=True, related_name="published_text"
    )
    digest = models.CharField(max_length=64)
    source = models.ForeignKey(
        Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="translated_texts"
    )
    # Empty while nobody knows: the source was not published when the translation was.
    source_digest = models.CharField(max_length=64, blank=True)

    objects = PublishedTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("published text")
        verbose_name_plural = _("published texts")

    def __str__(self):
        return f"{self.page_id}: {self.digest[:8]}"
