"""All vocabularies that are shipped with the project, at once."""

from collections.abc import Callable

from cms.directory.models import Body
from cms.directory.services.bodies import load_bodies, load_body_rules
from cms.taxonomy.models import Place, Topic
from cms.taxonomy.services import Loaded, load_vocabulary

# What floors above this one ship, by its name.
_more: dict[str, Callable[..., Loaded]] = {}


def load_with(name: str, load: Callable[..., Loaded]) -> None:
    """Let `load(overwrite=, user=)` load another vocabulary after the bodies, which it may name."""
    _more[name] = load


def load_vocabularies(*, overwrite: bool = False, user=None) -> dict[str, Loaded]:
    """Load the shipped topics, places, bodies, rules and what floors above add; return the counts
    of each by its name."""
    loaded = load_vocabulary(overwrite=overwrite, user=user)
    loaded |= {
        "bodies": load_bodies(overwrite=overwrite, user=user),
        "rules": load_body_rules(overwrite=overwrite, user=user),
    }
    return loaded | {name: load(overwrite=overwrite, user=user) for name, load in _more.items()}


def is_without_vocabularies() -> bool:
    """Return whether the site knows no topic, no place and no body yet."""
    return not any(model.objects.exists() for model in (Topic, Place, Body))
