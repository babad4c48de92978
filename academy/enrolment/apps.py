from django.utils.translation import gettext_lazy as _

from cms.core import rooms


class EnrolmentConfig(rooms.RoomConfig):
    name = "academy.enrolment"
    label = "academy_enrolment"
    verbose_name = _("Academy: enrolment")
