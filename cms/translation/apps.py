from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "cms.translation"
    label = "translation"

    def ready(self):
        from cms.publishing import rules
        from cms.translation import signals
        from cms.translation.completeness import incomplete

        rules.register(incomplete)
        signals.connect()
