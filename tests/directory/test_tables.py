"""The directory as tables."""

import datetime

import pytest

from cms.core.tabular.errors import TableError
from cms.core.tabular.reading import read_table
from cms.core.tabular.services import export_file, import_rows, import_table
from cms.directory.models import (
    Body,
    BodyRule,
    Mandate,
    Organisation,
    OrganisationStatus,
    Person,
    Representative,
)
from cms.directory.resources import (
    BodyResource,
    BodyRuleResource,
    MandateResource,
    OrganisationResource,
    OrganisationStatusResource,
    PersonResource,
    RepresentativeResource,
)
from cms.directory.services import load_bodies, load_body_rules, overlaps
from cms.taxonomy.services import Loaded, load_vocabulary
from tests.factories import (
    BodyFactory,
    BodyRuleFactory,
    MandateFactory,
    OrganisationFactory,
    OrganisationStatusFactory,
    PersonFactory,
    PlaceFactory,
    RepresentativeFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.databases]

DAY = datetime.date
RESOURCES = [
    OrganisationResource,
    OrganisationStatusResource,
    PersonResource,
    RepresentativeResource,
    BodyResource,
    BodyRuleResource,
    MandateResource,
]


@pytest.fixture
def directory():
    """A row of everything, with every field filled, and one with as little as may be."""
    place = PlaceFactory(code="SN")
    party = OrganisationFactory(
        code="ps-sn",
        place=place,
        website="https://ps.example.org/",
        founded=1974,
        descriptions={"en": "One\ntwo", "fr": "=1+1", "es": "“¿Qué?”, dijo"},
    )
    OrganisationFactory(code="bare", place=None, acronym="", names={"en": "Bare"}, status=None)
    OrganisationStatusFactory(
        organisation=party,
        status="guest",
        starts_on=DAY(2010, 1, 1),
        ends_on=DAY(2014, 12, 31),
        note="-- observer, first",
    )
    person = PersonFactory(code="sane", place=place, titles={"en": "Leader", "fr": "Présidente"})
    PersonFactory(code="plain", given_name="", gender="")
    RepresentativeFactory(person=person, organisation=party, ends_on=DAY(2020, 5, 1))
    board = BodyFactory(
        code="board", parent=BodyFactory(code="zz"), sort_order=3, public=False, kind="board"
    )
    BodyRuleFactory(body=board, kind="seats", value=35, articles={"en": "§ 4", "fr": "§ 4"})
    BodyRuleFactory(body=board, kind="second_factor", value=0, consequence="flag")
    MandateFactory(body=board, person=person, organisation=party, role="chair", seat="+1")
    MandateFactory(body=board, person=person, organisation=None, role="guest")


def snapshot() -> dict:
    models = [Organisation, OrganisationStatus, Person, Representative, Body, BodyRule, Mandate]
    return {model: list(model.objects.order_by("pk").values()) for model in models}


def refused(resource, text: str) -> list[str]:
    with pytest.raises(TableError) as caught:
        import_rows(resource, text)
    return [str(error) for error in caught.value.errors]


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
@pytest.mark.parametrize("resource", RESOURCES)
def test_what_is_exported_imports_again_unchanged(directory, resource, file_format):
    before = snapshot()
    content = export_file(resource(), resource().get_queryset(), file_format)
    table = read_table(content, f"a.{file_format}")
    outcome = import_table(resource(), table)
    assert outcome.kept == len(before[resource().model]) > 0
    assert outcome.touched == []
    assert snapshot() == before


def test_a_site_can_be_emptied_and_filled_from_its_own_export(directory):
    def exported() -> dict[str, bytes]:
        return {
            resource.name: export_file(resource(), resource().get_queryset().order_by("pk"), "csv")
            for resource in RESOURCES
        }

    before = exported()
    # What has no English, French and Spanish name would have to be completed first.
    Organisation.objects.get(code="bare").delete()
    before["organisations"] = exported()["organisations"]
    Body.objects.update(parent=None)
    for model in (Mandate, Representative, Person, OrganisationStatus, Organisation, Body):
        # Not by the manager that editors use: that one erases no history.
        model._base_manager.all().delete()
    for resource in RESOURCES:
        import_table(resource(), read_table(before[resource.name]))
    assert exported() == before


HEADERS = {
    "organisations": "code,name_en,name_fr,name_es,acronym,other_names,kind,place,website,founded,"
    "description_en,description_fr,description_es",
    "statuses": "organisation,status,starts_on,ends_on,note",
    "people": "code,given_name,family_name,gender,place,title_en,title_fr,title_es",
    "representatives": "person,organisation,role,starts_on,ends_on",
    "bodies": "code,kind,parent,sort_order,public,counts_by,label_en,label_fr,label_es,"
    "description_en,description_fr,description_es",
    "rules": "body,kind,value,consequence,article_en,article_fr,article_es",
    "mandates": "body,person,organisation,role,seat,starts_on,ends_on",
}


@pytest.mark.parametrize("resource", RESOURCES)
def test_the_columns_are_those_that_are_documented(resource):
    assert ",".join(resource().fields) == HEADERS[resource.name]


def test_every_fault_names_its_line_and_column(directory):
    text = (
        "code,name_en,name_fr,name_es,kind,place,website,founded\n"
        "a,A,A,A,party,SN,not an address,x\n"
        "b,B,B,B,club,ZZ,,1901\n"
    )
    assert refused(OrganisationResource, text) == [
        "Line 2, column “founded”: “x” is not a whole number.",
        "Line 2, column “website”: Enter a valid URL.",
        "Line 3, column “kind”: “club” is none of: party, network, union, foundation, youth, ngo.",
        "Line 3, column “place”: There is no place with the code “ZZ”.",
    ]
    assert refused(
        MandateResource,
        "body,person,organisation,role,starts_on,ends_on\n"
        "board,,ps-sn,member,2020-01-01,2019-01-01\n"
        "board,sane,,member,1.2.2020,\n",
    ) == [
        "Line 2, column “person”: This field cannot be blank.",
        "Line 2, column “ends_on”: It cannot end before it starts.",
        "Line 3, column “starts_on”: “1.2.2020” may be 2020-02-01 or 2020-01-02: "
        "write it like 2026-03-31.",
    ]


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        # Against what is there: a member since 2015.
        ("ps-sn,guest,2016-01-01,2016-02-01\n", 2),
        # Among the rows of the file, in whatever order they stand.
        ("bare,member,2020-01-01,\nbare,guest,2019-01-01,2020-01-01\n", 2),
        ("bare,member,2020-01-01,\nbare,guest,2021-01-01,\n", 3),
        # By changing a row that is there.
        ("ps-sn,guest,2010-01-01,2015-01-01\n", 2),
    ],
)
def test_statuses_of_an_organisation_do_not_overlap(directory, rows, line):
    before = snapshot()
    errors = refused(OrganisationStatusResource, "organisation,status,starts_on,ends_on\n" + rows)
    assert len(errors) == 1
    assert errors[0].startswith(f"Line {line}, column “starts_on”: It overlaps with what holds")
    assert snapshot() == before


def test_one_status_may_end_and_the_next_begin_in_one_file(directory):
    text = (
        "organisation,status,starts_on,ends_on\n"
        "ps-sn,member,2015-01-01,2026-01-31\n"
        "ps-sn,suspended,2026-02-01,\n"
    )
    outcome = import_rows(OrganisationStatusResource, text)
    assert (outcome.changed, outcome.created) == (1, 1)
    assert Organisation.objects.get(code="ps-sn").status_on(DAY(2026, 2, 1)) == "suspended"


def test_an_organisation_of_the_same_name_is_another(directory):
    names = Organisation.objects.get(code="ps-sn").names
    text = "code,name_en,name_fr,name_es\nps-cl,{en},{fr},{es}\n".format(**names)
    assert import_rows(OrganisationResource, text).created == 1
    assert Organisation.objects.filter(names=names).count() == 2


def test_overlaps_looks_past_a_short_one_within_a_long_one():
    long = OrganisationStatus(starts_on=DAY(2000, 1, 1), ends_on=DAY(2020, 1, 1))
    short = OrganisationStatus(starts_on=DAY(2001, 1, 1), ends_on=DAY(2002, 1, 1))
    late = OrganisationStatus(starts_on=DAY(2020, 1, 1))
    after = OrganisationStatus(starts_on=DAY(1999, 1, 1), ends_on=DAY(1999, 12, 31))
    assert overlaps([late, short, after, long]) == [(long, short), (long, late)]
    assert overlaps([after, long]) == []


def test_the_shipped_bodies_load_once():
    assert load_bodies().created == Body.objects.count() > 5
    Body.objects.filter(code="board").update(labels={"en": "Bureau", "fr": "B", "es": "B"})
    assert load_bodies() == Loaded(0, 0, Body.objects.count())
    assert load_bodies(overwrite=True).changed == 1
    assert Body.objects.get(code="board").labels["en"] == "Board"


def test_the_shipped_rules_load_once_and_leave_what_was_changed():
    load_bodies()
    assert load_body_rules().created == BodyRule.objects.count() > 10
    BodyRule.objects.filter(kind="seats").update(value=40)
    BodyRule.objects.filter(kind="notice").update(articles={})
    notices = BodyRule.objects.filter(kind="notice").count()
    assert load_body_rules() == Loaded(0, notices, BodyRule.objects.count() - notices)
    assert BodyRule.objects.get(kind="seats", body__code="board").value == 40
    assert load_body_rules(overwrite=True).changed == 2
    for rule in BodyRule.objects.all():
        rule.full_clean()
        assert set(rule.articles) == {"en", "fr", "es"}


def test_the_sample_alliance_loads_from_its_files(settings):
    load_vocabulary()
    load_bodies()
    load_body_rules()
    folder = settings.BASE_DIR / "home" / "sample"
    for resource in RESOURCES:
        if resource not in (BodyResource, BodyRuleResource):
            path = folder / f"{resource.name}.csv"
            assert import_rows(resource, path).created == resource().model.objects.count() > 0
            again = import_rows(resource, path)
            assert (again.created, again.changed) == (0, 0)
