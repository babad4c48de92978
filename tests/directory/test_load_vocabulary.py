"""The shipped vocabularies, loaded and loaded again."""

import time

import pytest
from django.core.management import call_command

from cms.core.tabular.reading import read_table
from cms.core.tabular.services import import_table
from cms.taxonomy.models import Place, Topic
from cms.taxonomy.resources import PlaceResource
from cms.taxonomy.services import Loaded, load_vocabulary
from cms.taxonomy.services.vocabulary import DATA
from tests.query_counts import queries

pytestmark = pytest.mark.django_db


def test_it_loads_everything_once():
    first = load_vocabulary()
    assert first["topics"].created == Topic.objects.count() > 30
    assert first["places"].created == Place.objects.count() > 250
    assert Place.objects.get(code="SN").region.code == "africa"
    assert load_vocabulary() == {
        "topics": Loaded(0, 0, first["topics"].created),
        "places": Loaded(0, 0, first["places"].created),
    }


def test_what_an_editor_changed_stays_unless_it_is_to_be_put_back():
    load_vocabulary()
    shipped = Place.objects.get(code="SN").labels
    Place.objects.filter(code="SN").update(labels={"en": "Our Senegal", "es": ""}, parent=None)

    assert load_vocabulary()["places"].changed == 1
    place = Place.objects.get(code="SN")
    assert place.labels == {**shipped, "en": "Our Senegal"}
    assert place.parent is None
    assert "our senegal" in place.search_text

    assert load_vocabulary(overwrite=True)["places"].changed == 1
    place = Place.objects.get(code="SN")
    assert place.labels == shipped
    assert place.parent.code == "africa"


def test_rows_of_the_editors_own_stay():
    Topic.objects.create(code="ours", labels={"en": "Ours"})
    load_vocabulary(overwrite=True)
    assert Topic.objects.get(code="ours").labels == {"en": "Ours"}


def test_the_command_says_what_it_did(capsys):
    call_command("load_vocabulary")
    said = capsys.readouterr().out
    assert "places: 255 created, 0 changed, 0 kept" in said
    assert "bodies: 10 created, 0 changed, 0 kept" in said
    call_command("load_vocabulary", "--overwrite")
    assert "places: 0 created, 0 changed, 255 kept" in capsys.readouterr().out


def test_loading_is_quick_and_its_own_queries_do_not_grow_with_the_rows():
    lines = (DATA / "places.csv").read_bytes().splitlines(keepends=True)

    def trial(number: int) -> int:
        table = read_table(b"".join(lines[: number + 1]))
        with queries() as asked:
            import_table(PlaceResource(), table, dry_run=True)
        return len(asked)

    few, all_of_them = trial(20), trial(len(lines))
    assert all_of_them - few <= 4
    start = time.process_time()
    load_vocabulary()
    assert time.process_time() - start < 2
