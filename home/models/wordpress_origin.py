from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.media.models import SiteDocument


class WordPressOrigin(models.Model):
    """What a post or a file of a WordPress site became, so that a second run knows it again.

    What it became may be gone: an editor who deletes it does not find it back after a run.
    """

    # Host and folder of the old site.
    site = models.CharField(_("old site"), max_length=200)
    # "post:12" or "file:2019/05/march.jpg".
    key = models.CharField(_("post or file"), max_length=255)
    page = models.OneToOneField(
        Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    document = models.ForeignKey(
        SiteDocument, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Of all that the export says of a post.
    digest = models.CharField(max_length=64, blank=True)
    # The revision that the import wrote: another one is an editor's.
    revision_id = models.BigIntegerField(null=True, blank=True)
    # Whether links still lead to posts that were not there when it was written.
    links_wait = models.BooleanField(default=False)

    # Books of the import are no use of a picture: it may be deleted.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("origin in WordPress")
        verbose_name_plural = _("origins in WordPress")
        constraints = [
            models.UniqueConstraint(fields=["site", "key"], name="wordpress_origin_once")
        ]

    def __str__(self):
        return f"{self.site} {self.key}"
