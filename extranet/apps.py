from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExtranetConfig(AppConfig):
    name = "extranet"
    verbose_name = _("Extranet")

    def ready(self):
        # Models are only known by now.
        from extranet import receivers  # noqa: F401
        from extranet.sample import load
        from home.services.load_sample import add_part

        add_part(load.TITLE, load.load)
