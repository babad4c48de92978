from django.utils.translation import gettext_lazy as _

from cms.core import rooms


class DemandsConfig(rooms.RoomConfig):
    name = "extranet.demands"
    verbose_name = _("Extraordinary meetings")
