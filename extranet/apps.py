from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExtranetConfig(AppConfig):
    name = "extranet"
    verbose_name = _("Extranet")

    def ready(self):
        # All of these read the models, which are loaded only now.
        from extranet import listeners, logs, panels, receivers  # noqa: F401
        from extranet.sample import load
        from home.services.load_sample import add_part

        listeners.listen()
        logs.hide_secrets()
        panels.register()
        add_part(load.TITLE, load.load)
