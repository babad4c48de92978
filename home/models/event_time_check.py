from django.db import models
from django.utils.translation import gettext_lazy as _


class EventTimeCheck(models.Model):
    """An event whose times may have been typed by another clock than that of its place.

    It was saved while the admin read times by the clock of the editor; a migration has noted it.
    Who checked it, and when, stands in the history of its page.
    """

    # The event, in all its languages.
    translation_key = models.UUIDField(_("event"), unique=True, editable=False)
    typed_zone = models.CharField(_("time zone of who saved it last"), max_length=64)
    checked_at = models.DateTimeField(_("checked on"), null=True, editable=False)

    class Meta:
        verbose_name = _("check of an event’s times")
        verbose_name_plural = _("checks of events’ times")

    def __str__(self):
        return str(self.translation_key)
