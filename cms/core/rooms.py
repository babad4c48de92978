"""A room: an app whose registrations are read when it is ready."""

from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule

# What a room may register with the rooms below it, each in a module of that name. Search, which
# stands above, asks for `search_sources` itself.
REGISTRATIONS = (
    "account_panels",
    "audiences",
    "audit_labels",
    "clockwork",
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


def patterns_of(house: str, module: str) -> list:
    """Return the address patterns that the installed rooms of `house` have in their `module`."""
    return [
        pattern
        for room in apps.get_app_configs()
        if room.name.startswith(f"{house}.") and module_has_submodule(room.module, module)
        for pattern in import_module(f"{room.name}.{module}").urlpatterns
    ]
