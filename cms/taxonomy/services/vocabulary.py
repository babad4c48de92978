"""Loads the vocabularies that are shipped with the project."""

from dataclasses import dataclass
from pathlib import Path

from cms.core.tabular.resources import TabularResource
from cms.core.tabular.services import import_rows
from cms.taxonomy.resources import PlaceResource, TopicResource

DATA = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True)
class Loaded:
    """How many rows a file has created, changed and found as they should be."""

    created: int
    changed: int
    kept: int


def load_file(
    resource: type[TabularResource], path: Path, *, overwrite: bool = False, user=None
) -> Loaded:
    """Load one file and return the counts. What is there stays as it is, unless `overwrite`.

    Without it only new rows come in, and texts in languages that a row has none in.
    """
    outcome = import_rows(resource(keep_existing=not overwrite), path, user=user)
    return Loaded(outcome.created, outcome.changed, outcome.kept)


def load_vocabulary(*, overwrite: bool = False, user=None) -> dict[str, Loaded]:
    """Load the shipped topics and places; return their counts by the name of the vocabulary."""
    return {
        resource.name: load_file(
            resource, DATA / f"{resource.name}.csv", overwrite=overwrite, user=user
        )
        for resource in (TopicResource, PlaceResource)
    }
