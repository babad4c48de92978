"""Migrates the databases of the tests in half the time that Django takes.

Before it changes a table, Django builds the class of every model anew that stands in any relation
to it: with users in the middle of all, that is every one. A model that is new, and one that gets
a constraint or an index, needs its own class alone.
"""

from contextlib import contextmanager
from unittest.mock import patch

from django.apps import apps
from django.apps.registry import Apps
from django.db.migrations.state import ProjectState


@contextmanager
def in_short():
    """Let migrations that run meanwhile build no more classes than they need."""
    swappable = {}
    for model in apps.get_models(include_swapped=True):
        if model._meta.swappable:
            swappable[model._meta.label_lower] = model._meta.swappable
            swappable[(model._meta.swapped or model._meta.label).lower()] = model._meta.swappable

    def settings_name(registry, name: str):
        return swappable.get(name.lower())

    # Django forgets it with every class that it builds, and asks again for every relation.
    settings_name.cache_clear = lambda: None
    with (
        patch.object(Apps, "get_swappable_settings_name", settings_name),
        patch.object(ProjectState, "add_model", _add_model),
        patch.object(ProjectState, "_append_option", _append_option),
    ):
        yield


def _add_model(self, model_state) -> None:
    key = model_state.app_label, model_state.name_lower
    self.models[key] = model_state
    if self._relations is not None:
        self.resolve_model_relations(key)
    if "apps" in self.__dict__:
        self.apps.render_multiple([model_state])


def _append_option(self, app_label: str, model_name: str, option_name: str, added) -> None:
    options = self.models[app_label, model_name].options
    options[option_name] = [*options[option_name], added]
    if "apps" in self.__dict__:
        meta = self.apps.get_model(app_label, model_name)._meta
        setattr(meta, option_name, [*getattr(meta, option_name), added])
        meta._expire_cache()
