"""The extranet's addresses, below the language: those of every room that is installed."""

from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

app_name = "extranet"

urlpatterns = [
    pattern
    for room in apps.get_app_configs()
    if room.name.startswith("extranet.") and module_has_submodule(room.module, "urls")
    for pattern in import_module(f"{room.name}.urls").urlpatterns
]
