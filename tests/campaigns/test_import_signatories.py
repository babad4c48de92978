"""The signatories of an earlier page come in: surely matched, or for a person to decide."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command

from campaigns.models import Appeal, OrganisationSignature, Signature
from campaigns.services import organisations as services
from tests.factories import OrganisationFactory, PlaceFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(region):
    """Two countries with a party called PS in each, and two in a third."""
    chile = PlaceFactory(parent=region, code="cl", labels={"en": "Chile", "fr": "Chili"})
    ivory = PlaceFactory(parent=region, code="ci", labels={"fr": "Côte d’Ivoire", "en": "Ivory"})
    peru = PlaceFactory(parent=region, code="pe", labels={"en": "Peru", "fr": "Pérou"})
    return {
        "ps-cl": OrganisationFactory(code="ps-cl", place=chile, acronym="PS", names=named("PS")),
        "ps-ci": OrganisationFactory(code="ps-ci", place=ivory, acronym="PS", names=named("PS")),
        "one": OrganisationFactory(code="one-pe", place=peru, acronym="PS", names=named("PS")),
        "two": OrganisationFactory(code="two-pe", place=peru, acronym="PS", names=named("PS")),
        "union": OrganisationFactory(code="uw", place=None, acronym="UW", names={"en": "Union"}),
    }


def named(_acronym):
    return {"en": "Socialist Party", "fr": "Parti socialiste"}


@pytest.fixture
def bring(tmp_path, appeal):
    """Run the command with these lines; return what it said."""

    def run(*lines, header="organisation,acronym,country,person,date", **options):
        file = tmp_path / "list.csv"
        file.write_text("\n".join((header, *lines)), encoding="utf-8")
        out = io.StringIO()
        call_command("import_signatories", str(file), campaign="peace-now", stdout=out, **options)
        appeal.refresh_from_db()
        assert appeal.organisations == OrganisationSignature.objects.signed().count()
        assert appeal.people == Signature.objects.filter(state="confirmed").count()
        return out.getvalue()

    return run


def signed() -> list:
    rows = OrganisationSignature.objects.signed().order_by("pk")
    return [row.organisation.code if row.organisation else row.name for row in rows]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Socialist Party,PS,Chile,,", "ps-cl"),
        ("PARTI SOCIALISTE,,chili,,", "ps-cl"),
        ("Parti socialiste (PS),,COTE D'IVOIRE,,", "ps-ci"),
        ("PS,,ci,,", "ps-ci"),
        ("union,,,,", "uw"),
    ],
)
def test_name_acronym_and_country_find_it(world, bring, line, code):
    assert "To be decided: 0." in bring(line)
    assert signed() == [code]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Socialist Party,PS,Peru,,", "one-pe, two-pe"),
        ("Socialist Party,SP2,Peru,,", "one-pe, two-pe"),
        ("Workers’ Party,PS,Chile,,", "disagree"),
        ("Socialist Party,PS,,,", "another country"),
        ("Unheard of,,Chile,,", "does not know"),
    ],
)
def test_what_is_not_sure_is_listed_with_its_line(world, bring, line, why):
    said = bring("Union,,,,", line)
    assert "list.csv:3: " in said
    assert why in said
    assert signed() == ["uw"]


def test_a_person_decides_in_a_second_file(world, bring, tmp_path):
    lines = ("Socialist Party,PS,Peru,,", "Neighbours,N,Chile,,", "A mistake,,Chile,,")
    to_fill = tmp_path / "open.csv"
    bring(*lines, undecided=to_fill)
    table = list(csv.DictReader(io.StringIO(to_fill.read_text(encoding="utf-8-sig"))))
    assert [row["candidates"] for row in table] == ["one-pe two-pe", "", ""]
    for row, choice in zip(table, ("two-pe", "-", "skip"), strict=True):
        row["decision"] = choice
    with to_fill.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, table[0])
        writer.writeheader()
        writer.writerows(table)
    assert "Left out: 1. To be decided: 0." in bring(*lines, decisions=to_fill)
    assert signed() == ["two-pe", "Neighbours"]
    assert "Added: 0 organisations, 0 people. Known: 2." in bring(*lines, decisions=to_fill)
    # A list that has been changed since is not what was decided about.
    with pytest.raises(CommandError, match="2: The decision is for a line that reads otherwise"):
        bring("Union,,,,", *lines[1:], decisions=to_fill)


def test_a_second_run_changes_nothing(world, bring):
    lines = (
        "Socialist Party,PS,Chile,,2020-05-01",
        ",,Chile,Rosa Lindgren,2020-05-02",
        ",,Chile,Rosa Lindgren,2020-06-02",
        "Union,,Peru,Ana María Quispe,",
    )
    assert "Added: 1 organisations, 3 people. Known: 0." in bring(*lines)
    before = list(OrganisationSignature.objects.values()), list(Signature.objects.values())
    assert "Added: 0 organisations, 0 people. Known: 4." in bring(*lines)
    assert (
        list(OrganisationSignature.objects.values()),
        list(Signature.objects.values()),
    ) == before
    assert OrganisationSignature.objects.get().signed_at.date().isoformat() == "2020-05-01"
    people = Signature.objects.order_by("number")
    assert [one.number for one in people] == [1, 2, 3]
    assert [one.month.isoformat() for one in people][:2] == ["2020-05-01", "2020-06-01"]
    assert (people[2].given_name, people[2].organisation) == ("Ana María", "Union")


@pytest.mark.parametrize(("options", "shown"), [({}, "hidden"), ({"show_people": True}, "full")])
def test_people_are_shown_where_they_agreed_to_it_alone(world, bring, options, shown):
    bring(",,Chile,Rosa Lindgren,", **options)
    assert Signature.objects.get().shown == shown


def test_what_was_withdrawn_since_stays_withdrawn(world, bring, appeal):
    bring("PS,,Chile,,")
    services.withdraw(
        signature=OrganisationSignature.objects.get(), by=UserFactory(), reason="We left."
    )
    bring("PS,,Chile,,")
    assert signed() == []


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (("PS,,Chile,,", ",,Chile,,"), "3: Neither"),
        (("PS,,Chile,,", "PS,,Atlantis,,"), "3: No place"),
        (("PS,,Chile,,", "PS,,Chile,,1.5.2020"), "3: Write the day"),
        (("PS,,Chile,,", "PS,,Chile,,2999-01-01"), "3: The day has not come"),
        (("PS,,Chile,,", ",,,Rosa Lindgren,"), "3: A person without a country"),
        (("PS,,Chile,,", "PS,,Chile,,,,too,many"), "Line 3"),
    ],
)
def test_a_broken_line_and_nothing_is_written(world, bring, lines, problem):
    with pytest.raises(CommandError, match=problem):
        bring(*lines)
    assert not OrganisationSignature.objects.exists()


def test_unknown_columns_and_campaigns_are_told(world, bring):
    with pytest.raises(CommandError, match="colour"):
        bring("PS,Chile,red", header="organisation,country,colour")
    with pytest.raises(CommandError, match="country"):
        bring("PS", header="organisation")
    Appeal.objects.all().delete()
    with pytest.raises(CommandError, match="not one campaign"):
        call_command("import_signatories", "list.csv", campaign="peace-now")


def test_forgotten_people_do_not_come_back(world, bring):
    bring(",,Chile,Rosa Lindgren,")
    Signature.objects.get().anonymise()
    with pytest.raises(CommandError, match="forgotten"):
        bring(",,Chile,Rosa Lindgren,")
    assert Signature.objects.count() == 1
