from django.utils.translation import gettext_lazy as _

from cms.core import rooms
from extranet.meetings import logs


class MeetingsConfig(rooms.RoomConfig):
    name = "extranet.meetings"
    verbose_name = _("Meetings")

    def ready(self):
        logs.hide_secrets()
        super().ready()
