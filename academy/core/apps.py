from django.utils.translation import gettext_lazy as _

from cms.core import rooms


class CoreConfig(rooms.RoomConfig):
    name = "academy.core"
    label = "academy"
    verbose_name = _("Activist Academy")
