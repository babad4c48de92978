from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SolidarityConfig(AppConfig):
    name = "campaigns.solidarity"
    verbose_name = _("Solidarity")

    def ready(self):
        from campaigns.solidarity import joining, personal_data, protected, sample  # noqa: F401
        from campaigns.solidarity.models import SolidarityPage
        from cms.publishing import security_holds
        from cms.publishing.content_checks import register
        from home import positions
        from home.share_kits import register_share_kits

        security_holds.held_by(protected.protected_people)
        register(protected.check_cases, refuses=True)
        register(protected.check_pictures, refuses=True)
        positions.register(SolidarityPage)
        register_share_kits(SolidarityPage)
        personal_data.register()
