from django.utils.translation import gettext_lazy as _

from cms.core import rooms


class NoticesConfig(rooms.RoomConfig):
    name = "extranet.notices"
    verbose_name = _("Notices")
