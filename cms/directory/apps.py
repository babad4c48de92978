from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DirectoryConfig(AppConfig):
    name = "cms.directory"
    label = "directory"

    def ready(self):
        # Models are there only by now.
        from cms.accounts import second_factor
        from cms.directory import personal_data, signals
        from cms.directory.constraints import keep_installed
        from cms.directory.second_factor import asked_by_a_body

        # The floor below knows nothing of mandates: it is told here.
        second_factor.requires(asked_by_a_body)
        post_migrate.connect(keep_installed, sender=self)
        signals.connect()
        personal_data.register()
