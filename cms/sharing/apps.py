from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "cms.sharing"
    label = "sharing"

    def ready(self):
        from cms.core.personal_data import sources
        from cms.sharing import signals
        from cms.sharing.personal_data import SubscriptionSource

        signals.connect()
        sources.register(SubscriptionSource())
