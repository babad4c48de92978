from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    name = "cms.translation"
    label = "translation"

    def ready(self):
        from cms.publishing import content_checks, four_eyes, rules
        from cms.publishing.security_holds import holds
        from cms.publishing.services import steps
        from cms.publishing.signals import draft_composed, draft_wanted
        from cms.translation import authorship, gate, machine, personal_data, runs, signals
        from cms.translation.completeness import in_another_tree, incomplete
        from cms.translation.language import check, in_another_language
        from cms.translation.media_texts import untranslated_media

        machine.bar(holds)
        rules.register(in_another_tree)
        rules.register(incomplete)
        rules.register(untranslated_media)
        rules.register(in_another_language)
        content_checks.register(check)
        gate.install()
        four_eyes.register_authorship(authorship.authorship)
        four_eyes.register_covered(authorship.carries_facts_only)
        for code, work, label in (
            (runs.TRANSLATE, runs.translate, _("Begin translations")),
            (runs.SYNC, runs.sync, _("Sync translated pages")),
        ):
            steps.register(code, steps.Action(work, label, makes_languages=True))
        draft_wanted.connect(runs.refresh_draft, dispatch_uid="refresh_draft")
        draft_composed.connect(runs.composed_draft, dispatch_uid="composed_draft")
        signals.connect()
        personal_data.register()
