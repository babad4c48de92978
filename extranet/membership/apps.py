from django.utils.translation import gettext_lazy as _

from cms.core import rooms


class MembershipConfig(rooms.RoomConfig):
    name = "extranet.membership"
    verbose_name = _("Membership")
