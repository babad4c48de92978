from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "cms.publishing"
    label = "publishing"

    def ready(self):
        from cms.publishing import acts, gate, privacy

        gate.install()
        acts.install()
        privacy.connect()
