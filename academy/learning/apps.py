from django.utils.translation import gettext_lazy as _

from cms.core import rooms


class LearningConfig(rooms.RoomConfig):
    name = "academy.learning"
    label = "academy_learning"
    verbose_name = _("Academy: learning")
