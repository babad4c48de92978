from django.utils.translation import gettext_lazy as _

from cms.core import rooms


class CoreConfig(rooms.RoomConfig):
    name = "extranet.core"
    label = "extranet"
    verbose_name = _("Extranet")

    def ready(self):
        # It reads the models, which are loaded only now.
        from extranet.core import checks  # noqa: F401

        super().ready()
