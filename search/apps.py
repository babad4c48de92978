from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("search")

    def ready(self):
        # What apps below let find: they may be ready only after this one.
        autodiscover_modules("search_sources")
        from search import checks, signals, sources  # noqa: F401
        from search.engines import deadline

        deadline.connect()
        signals.connect()
        post_migrate.connect(signals.make_index, sender=self, dispatch_uid="search make_index")
