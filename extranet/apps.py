from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExtranetConfig(AppConfig):
    name = "extranet"
    verbose_name = _("Extranet")

    def ready(self):
        # Both read the models, which are loaded only now.
        from extranet import listeners, logs

        listeners.listen()
        logs.hide_secrets()
