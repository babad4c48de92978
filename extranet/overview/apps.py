from django.utils.translation import gettext_lazy as _

from cms.core import rooms


class OverviewConfig(rooms.RoomConfig):
    name = "extranet.overview"
    verbose_name = _("Overview")
