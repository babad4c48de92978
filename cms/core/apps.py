from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "cms.core"
    label = "core"

    def import_models(self):
        super().import_models()
        from cms.core import signals

        # Before anybody else listens: what waits for a commit is done in its order, and what others
        # do then, such as reading a page for the index, must find the change counted.
        signals.connect()

    def ready(self):
        from cms.core import checks  # noqa: F401
        from cms.core.tabular import personal_data

        personal_data.register()
