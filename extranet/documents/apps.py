from django.utils.translation import gettext_lazy as _

from cms.core import rooms


class DocumentsConfig(rooms.RoomConfig):
    name = "extranet.documents"
    verbose_name = _("Documents")
