from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExtranetConfig(AppConfig):
    name = "extranet"
    verbose_name = _("Extranet")

    def ready(self):
        """Have what waits for others' news listen to it."""
        # Models are only known by now.
        from extranet import receivers  # noqa: F401
