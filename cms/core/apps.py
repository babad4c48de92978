from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "cms.core"
    label = "core"

    def ready(self):
        from cms.core import checks, signals  # noqa: F401
        from cms.core.tabular import personal_data

        signals.connect()
        personal_data.register()
