from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "cms.translation"
    label = "translation"

    def ready(self):
        from cms.publishing import rules
        from cms.translation import gate, personal_data, signals
        from cms.translation.completeness import in_another_tree, incomplete
        from cms.translation.language import in_another_language
        from cms.translation.media_texts import untranslated_media

        rules.register(in_another_tree)
        rules.register(incomplete)
        rules.register(untranslated_media)
        rules.register(in_another_language)
        gate.install()
        signals.connect()
        personal_data.register()
