"""Time zones: those of the IANA data base are known, and places are offered."""

import pytest
from django.core.exceptions import ValidationError

from cms.core.time_zones import is_zone, kept_zone_choices, validate_time_zone, zone_choices


def test_places_and_utc_are_offered_by_name():
    names = [name for name, _label in zone_choices()]
    assert names == [*sorted(names[:-1]), "UTC"]
    assert {"Africa/Dakar", "America/Argentina/Buenos_Aires", "Europe/Brussels"} <= set(names)
    assert not {"Etc/GMT+5", "US/Eastern", "EST", ""} & set(names)
    assert (
        dict(zone_choices())["America/Argentina/Buenos_Aires"] == "America/Argentina/Buenos Aires"
    )


def test_what_was_chosen_before_can_be_kept():
    kept = dict(kept_zone_choices())
    # Wagtail's own account page offers these.
    assert {"Etc/GMT+5", "US/Eastern", "UTC"} <= kept.keys()
    assert set(zone_choices()) < set(kept_zone_choices())


@pytest.mark.parametrize(
    ("name", "known"),
    [("UTC", True), ("Europe/Paris", True), ("", False), ("../etc/passwd", False)],
)
def test_what_is_no_zone_is_refused(name, known):
    assert is_zone(name) is known
    if known:
        validate_time_zone(name)
    else:
        with pytest.raises(ValidationError):
            validate_time_zone(name)
