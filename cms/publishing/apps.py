from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    name = "cms.publishing"
    label = "publishing"

    def ready(self):
        from cms.publishing import (
            acts,
            content_rules,
            four_eyes,
            gate,
            personal_data,
            privacy,
            rules,
        )
        from cms.publishing.services import steps

        steps.register("publish", steps.Action(steps.publish, _("Publish")))
        rules.register(four_eyes.lacks_eyes)
        content_rules.connect()
        gate.install()
        acts.install()
        personal_data.register()
        privacy.connect()
