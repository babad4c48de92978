from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DirectoryConfig(AppConfig):
    name = "cms.directory"
    label = "directory"

    def ready(self):
        # The floor below knows nothing of mandates: it is told here.
        from cms.directory.constraints import keep_installed

        post_migrate.connect(keep_installed, sender=self)
