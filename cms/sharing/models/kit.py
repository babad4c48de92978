from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class ShareKit(models.Model):
    """The cards of a page in its language, as they were drawn last.

    Its files lie where no server shows them: a view does, as long as the page is public.
    """

    page = models.OneToOneField(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="share_kit"
    )
    # Of all that is drawn, and of the code that draws it: another one, another kit.
    digest = models.CharField(max_length=64, editable=False)
    # What stands on the cards and in the texts: see `cms.sharing.services.content`.
    content = models.JSONField(editable=False)
    # The files by the codes of their formats.
    files = models.JSONField(editable=False)
    made_at = models.DateTimeField(_("made"), auto_now=True)

    class Meta:
        verbose_name = _("share kit")
        verbose_name_plural = _("share kits")
        default_permissions = ()

    def __str__(self):
        return f"{self.page_id}: {self.digest[:12]}"

    def open(self, code: str):
        """Return the open file of a card. Raise OSError where it is gone."""
        return storages["private"].open(self.files[code])
