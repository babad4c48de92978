from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "campaigns"

    def ready(self):
        from django.db.models.signals import post_save, pre_save

        from campaigns import (  # noqa: F401
            account_panels,
            campaign_appeals,
            organisation_personal_data,
            personal_data,
            sample,
            sample_people,
            sections,
            share_kits,
            signing_hooks,
        )
        from campaigns.services.logos import keep_when_replaced
        from campaigns.services.retention import renew_when_saved
        from cms.media.models import SiteImage

        post_save.connect(renew_when_saved, "campaigns.Appeal", dispatch_uid="renew_keeping")
        pre_save.connect(keep_when_replaced, SiteImage, dispatch_uid="keep_logos")
