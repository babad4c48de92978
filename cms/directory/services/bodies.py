"""Loads the bodies that are shipped with the project, and their rules."""

from pathlib import Path

from cms.taxonomy.services import Loaded, load_file

DATA = Path(__file__).resolve().parents[1] / "data"


def load_bodies(*, overwrite: bool = False, user=None) -> Loaded:
    """Load the shipped bodies and return the counts; what editors changed stays theirs."""
    # The tables ask this package for a rule, so they are only known by now.
    from cms.directory.resources import BodyResource

    return load_file(BodyResource, DATA / "bodies.csv", overwrite=overwrite, user=user)


def load_body_rules(*, overwrite: bool = False, user=None) -> Loaded:
    """Load the shipped rules and return the counts; values that were changed stay as they are."""
    # As above.
    from cms.directory.resources import BodyRuleResource

    return load_file(BodyRuleResource, DATA / "body_rules.csv", overwrite=overwrite, user=user)
