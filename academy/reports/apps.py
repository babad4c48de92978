from django.utils.translation import gettext_lazy as _

from cms.core import rooms


class ReportsConfig(rooms.RoomConfig):
    name = "academy.reports"
    label = "academy_reports"
    verbose_name = _("Academy: reports")
