from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "cms.publishing"
    label = "publishing"

    def ready(self):
        from cms.publishing import gate, privacy

        gate.install()
        privacy.connect()
