"""The map of dots: places stand on the land that is drawn for their region, or next to it."""

import csv
import re

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from cms.core.world_map import dot_of
from cms.taxonomy.services.vocabulary import DATA

MAP = (settings.BASE_DIR / "cms/templates/components/world-map.html").read_text("utf-8")


def land() -> dict[tuple[int, int], str]:
    """Return every dot that is drawn, with the code of its region."""
    found = {}
    for region, path in re.findall(r"region.code == '([\w-]+)' %}([^{]+)", MAP):
        x = y = 0
        for command, numbers in re.findall(r"([Mmh])([-\d ]+)", path):
            steps = [int(number) for number in re.findall(r"-?\d+", numbers)]
            if command == "h":
                found |= {(x + at, y): region for at in range(0, steps[0] + 1, 8)}
                x += steps[0]
            else:
                x, y = steps if command == "M" else (x + steps[0], y + steps[1])
    return found


LAND = land()
with (DATA / "places.csv").open(encoding="utf-8", newline="") as file:
    PLACES = [row for row in csv.DictReader(file) if row["kind"] != "region"]


def dot(row) -> tuple[int, int]:
    return dot_of(int(row["latitude"]), int(row["longitude"]))


def test_every_place_has_a_mark_but_the_one_that_the_map_leaves_out():
    assert [row["code"] for row in PLACES if not row["latitude"]] == ["AQ"]


@pytest.mark.parametrize("row", PLACES, ids=lambda row: row["code"])
def test_a_mark_on_land_stands_in_its_region(row):
    if row["latitude"] and dot(row) in LAND:
        assert LAND[dot(row)] == row["parent"]


def test_countries_with_land_of_some_size_are_marked_on_it():
    large = "AR AU BR CA CD CN DE DZ EG ES ET FR GB ID IN IR IT JP KE MA MX NG RU SA TR US ZA"
    dots = {row["code"]: dot(row) for row in PLACES if row["latitude"]}
    assert [code for code in large.split() if dots[code] not in LAND] == []
    assert len({dots[code] for code in large.split()}) == len(large.split())


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_any_point_has_a_dot_of_the_grid(latitude, longitude):
    x, y = dot_of(latitude, longitude)
    row, rest = divmod(y - 5, 7)
    assert (rest, 0 <= row < 62, 0 <= x <= 931) == (0, True, True)
    assert (x - (5 if row % 2 else 1)) % 8 == 0


def test_beyond_the_edge_of_the_pacific_it_stands_at_the_other():
    assert dot_of(-14, -172)[0] > 900
    assert dot_of(-14, 179)[0] > 900
