"""Topics and places as tables: what comes in, what is refused, what goes out."""

import csv
import io

import pytest
from django.db.models.signals import post_save
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.core.encodings import composed
from cms.core.tabular.cells import normal
from cms.core.tabular.errors import TableError
from cms.core.tabular.reading import read_table
from cms.core.tabular.services import export_file, import_rows, import_table
from cms.taxonomy.models import Place, Topic
from cms.taxonomy.resources import PlaceResource, TopicResource
from tests.factories import PlaceFactory, TopicFactory

pytestmark = [pytest.mark.django_db, pytest.mark.databases]

TEXTS = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
    | st.text(st.sampled_from("=+-@'\",;\n 1é😀שلام"), min_size=1, max_size=12)
).map(composed)


def counts(outcome) -> tuple[int, int, int]:
    return outcome.created, outcome.changed, outcome.kept


def refused(resource, text: str) -> list[str]:
    with pytest.raises(TableError) as caught:
        import_rows(resource, text)
    return [str(error) for error in caught.value.errors]


def snapshot(model) -> list[dict]:
    return list(model.objects.order_by("pk").values())


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("resource", "factory"), [(TopicResource, TopicFactory), (PlaceResource, PlaceFactory)]
)
def test_what_is_exported_imports_again_unchanged(resource, factory, file_format):
    parent = factory(code="zz-parent")
    factory(parent=parent, labels={"en": "=1+1", "fr": "« Été », d’ici", "es": 'a "b"\nc'})
    rows = resource().get_queryset()
    before = snapshot(rows.model)
    content = export_file(resource(), rows, file_format)

    table = read_table(content, f"a.{file_format}")
    assert counts(import_table(resource(), table)) == (0, 0, 2)
    assert snapshot(rows.model) == before

    # Into an empty site it brings back the same rows.
    rows.model.objects.filter(parent=parent).delete()
    parent.delete()
    assert counts(import_table(resource(), table)) == (2, 0, 0)
    assert export_file(resource(), rows.all(), "csv") == export_file(
        resource(), rows.order_by("code"), "csv"
    )
    assert [row.parent and row.parent.code for row in rows.order_by("code")] == ["zz-parent", None]


@settings(max_examples=30, deadline=None)
@given(st.lists(TEXTS.filter(normal), min_size=3, max_size=3), st.sampled_from(["csv", "xlsx"]))
def test_any_label_survives_the_journey(texts, file_format):
    labels = dict(zip(("en", "fr", "es"), map(normal, texts), strict=True))
    Topic.objects.all().delete()
    Topic.objects.create(code="a", labels=labels)
    content = export_file(TopicResource(), Topic.objects.all(), file_format)
    Topic.objects.all().delete()
    table = read_table(content, f"a.{file_format}")
    import_table(TopicResource(), table)
    assert Topic.objects.get().labels == labels
    assert counts(import_table(TopicResource(), table)) == (0, 0, 1)


def test_columns_follow_the_languages_of_the_site(settings):
    settings.WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("pt", "Português")]
    assert list(TopicResource().fields) == ["code", "parent", "label_en", "label_pt"]


def test_parents_may_come_after_their_children():
    text = "code,parent,label_en,label_fr,label_es\nc,b,C,C,C\nb,a,B,B,B\na,,A,A,A\n"
    assert counts(import_rows(TopicResource, text)) == (3, 0, 0)
    child = Topic.objects.get(code="c")
    assert child.parent.code == "b"
    assert child.parent.parent.code == "a"


@pytest.mark.parametrize(
    "text",
    ["code,parent\na,a\n", "code,parent\na,b\nb,a\n", "code,parent\na,c\n"],
)
def test_nothing_may_be_below_itself(text):
    top = TopicFactory(code="a")
    TopicFactory(code="c", parent=TopicFactory(code="b", parent=top))
    before = snapshot(Topic)
    errors = refused(TopicResource, text)
    assert errors
    assert all("column “parent”: A row cannot be below itself." in error for error in errors)
    assert snapshot(Topic) == before


def test_a_column_that_is_left_out_stays_as_it_is():
    topic = TopicFactory(code="a", parent=TopicFactory(code="b"))
    outcome = import_rows(TopicResource, "code,label_fr\na,Nouveau\n")
    assert outcome.rows[0].changes == [("label_fr", topic.labels["fr"], "Nouveau")]
    topic.refresh_from_db()
    assert topic.parent.code == "b"
    assert topic.labels == {"en": "A", "fr": "Nouveau", "es": "A (es)"}
    assert topic.search_text == "a a a (es) nouveau"


def test_an_empty_cell_empties_the_field():
    TopicFactory(code="a", parent=TopicFactory(code="b"))
    assert import_rows(TopicResource, "code,parent\na,\n").changed == 1
    assert Topic.objects.get(code="a").parent is None


FAULTS = """code,kind,parent,label_en,label_fr,label_es
ok,country,,Ok,Ok,Ok

no spaces,country,,A,A,A
b,planet,nowhere,B,,B
ok,country,,Twice,Twice,Twice
,country,,C,C,C
"""


def test_every_fault_names_its_line_and_column_and_nothing_is_imported():
    errors = refused(PlaceResource, FAULTS)
    assert errors == [
        "Line 4, column “code”: Enter a valid “slug” consisting of letters, numbers, underscores "
        "or hyphens.",
        "Line 5, column “kind”: “planet” is none of: region, country, territory.",
        "Line 5, column “parent”: There is no place with the code “nowhere”.",
        "Line 5, column “label_fr”: This field is required.",
        "Line 6, column “code”: Line 2 is about the same row already.",
        "Line 7, column “code”: This field cannot be blank.",
    ]
    assert not Place.objects.exists()


def test_a_position_is_whole_and_on_the_globe():
    text = "code,kind,latitude,longitude,label_en,label_fr,label_es\n"
    import_rows(PlaceResource, text + "CL,country,-37,-71,Chile,Chili,Chile\n")
    place = Place.objects.get()
    assert (place.latitude, place.longitude) == (-37, -71)
    assert refused(PlaceResource, text + "CL,country,91,2,C,C,C\nCO,country,4,,D,D,D\n") == [
        "Line 2, column “latitude”: Ensure this value is less than or equal to 90.",
        "Line 3, column “longitude”: Latitude and longitude belong together.",
    ]


@pytest.mark.parametrize("language", ["fr", "es"])
def test_the_model_s_own_faults_are_told_in_the_reader_s_language(language):
    with translation.override(language):
        errors = refused(TopicResource, "code,label_en,label_fr,label_es\n,A,A,A\n")
        english = "This field cannot be blank."
        assert english not in errors[0]
        assert translation.gettext(english) in errors[0]


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("code,label_de,label_en", "There is no column called: label_de."),
        ("label_en,label_fr,label_es", "A column is missing: code."),
        ("code,label_en,label_en", "A column is there twice: label_en."),
        ("code,,label_en", "A column of the header has no name."),
    ],
)
def test_a_wrong_header_is_refused(header, message):
    errors = refused(TopicResource, f"{header}\na,b,c\n")
    assert errors[0].startswith(message)
    assert not Topic.objects.exists()


def test_a_trial_changes_nothing_and_tells_nobody():
    TopicFactory(code="a")
    before, heard = snapshot(Topic), []

    def listen(**kwargs):
        heard.append(kwargs)

    post_save.connect(listen, sender=Topic)
    try:
        table = read_table(b"code,label_en,label_fr,label_es\na,New,N,N\nb,B,B,B\n")
        trial = import_table(TopicResource(), table, dry_run=True)
        assert counts(trial) == (1, 1, 0)
        assert snapshot(Topic) == before
        assert heard == []
        outcome = import_table(TopicResource(), table)
    finally:
        post_save.disconnect(listen, sender=Topic)
    assert outcome.fingerprint == trial.fingerprint
    assert sorted((call["instance"].code, call["created"]) for call in heard) == [
        ("a", False),
        ("b", True),
    ]


def test_the_export_is_csv_that_excel_knows_to_be_utf8():
    TopicFactory(code="a", labels={"en": "@A", "fr": "É", "es": "-5"})
    content = export_file(TopicResource(), Topic.objects.all(), "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows == [
        ["code", "parent", "label_en", "label_fr", "label_es"],
        ["a", "", "'@A", "É", "-5"],
    ]


@pytest.mark.parametrize("word", ["zz-africa", "ZZ-Africa", "Afrique", "AFRICA", "africa "])
def test_other_rows_are_named_by_code_or_name_in_any_case(word):
    PlaceFactory(code="zz-africa", labels={"en": "Africa", "fr": "Afrique", "es": "África"})
    head = "code,kind,parent,label_en,label_fr,label_es"
    import_rows(PlaceResource, f"{head}\nzz-x,country,{word},X,X,X\n")
    assert Place.objects.get(code="zz-x").parent.code == "zz-africa"


def test_a_name_that_several_have_is_refused():
    for code in ("zz-a", "zz-b"):
        PlaceFactory(code=code, labels={"en": "Georgia", "fr": code, "es": code})
    text = "code,kind,parent,label_en,label_fr,label_es\nzz-x,country,Georgia,X,X,X\n"
    assert "“Georgia”" in refused(PlaceResource, text)[0]
