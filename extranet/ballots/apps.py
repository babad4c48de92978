from django.utils.translation import gettext_lazy as _

from cms.core import rooms


class BallotsConfig(rooms.RoomConfig):
    name = "extranet.ballots"
    verbose_name = _("Ballots")
