from django.utils.translation import gettext_lazy as _

from cms.core import rooms


class CertificatesConfig(rooms.RoomConfig):
    name = "academy.certificates"
    label = "academy_certificates"
    verbose_name = _("Academy: certificates")
