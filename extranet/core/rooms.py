"""A room of the extranet: an app whose registrations are read when it is ready."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import module_has_submodule

# What a room may register with the rooms below it, each in a module of that name. Search, which
# stands above, asks for `search_sources` itself.
REGISTRATIONS = (
    "account_panels",
    "audiences",
    "audit_labels",
    "grants",
    "holds",
    "menu",
    "notices",
    "panels",
    "personal_data",
    "receivers",
    "sample",
    "sections",
    "todo",
    "vocabularies",
)


class RoomConfig(AppConfig):
    """The configuration of a room."""

    def ready(self):
        for name in REGISTRATIONS:
            if module_has_submodule(self.module, name):
                import_module(f"{self.name}.{name}")
