"""All vocabularies that are shipped with the project, at once."""

from cms.directory.models import Body
from cms.directory.services.bodies import load_bodies, load_body_rules
from cms.taxonomy.models import Place, Topic
from cms.taxonomy.services import Loaded, load_vocabulary


def load_vocabularies(*, overwrite: bool = False, user=None) -> dict[str, Loaded]:
    """Load the shipped topics, places, bodies and rules; return the counts of each by its name."""
    loaded = load_vocabulary(overwrite=overwrite, user=user)
    return loaded | {
        "bodies": load_bodies(overwrite=overwrite, user=user),
        "rules": load_body_rules(overwrite=overwrite, user=user),
    }


def is_without_vocabularies() -> bool:
    """Return whether the site knows no topic, no place and no body yet."""
    return not any(model.objects.exists() for model in (Topic, Place, Body))
