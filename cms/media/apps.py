from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "cms.media"
    label = "media"

    def ready(self):
        from cms.media import permissions, signals

        signals.connect()
        permissions.install()
