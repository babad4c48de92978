from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "cms.media"
    label = "media"

    def ready(self):
        from cms.media import checks, permissions, signals  # noqa: F401

        signals.connect()
        permissions.install()
