from django.utils.translation import gettext_lazy as _

from cms.core import rooms


class PollsConfig(rooms.RoomConfig):
    name = "extranet.polls"
    verbose_name = _("Polls")
