from django.utils.translation import gettext_lazy as _

from cms.core import rooms


class RecordsConfig(rooms.RoomConfig):
    name = "extranet.records"
    verbose_name = _("Minutes and decisions")
