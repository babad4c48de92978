"""Loads the bodies that are shipped with the project."""

from pathlib import Path

from cms.taxonomy.services import Loaded, load_file

DATA = Path(__file__).resolve().parents[1] / "data" / "bodies.csv"


def load_bodies(*, overwrite: bool = False, user=None) -> Loaded:
    """Load the shipped bodies and return the counts; what editors changed stays theirs."""
    # The tables ask this package for a rule, so they are only known by now.
    from cms.directory.resources import BodyResource

    return load_file(BodyResource, DATA, overwrite=overwrite, user=user)
