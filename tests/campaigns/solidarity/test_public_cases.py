"""What the public finds of cases: by country, by their days, one by one; never what is held."""

import datetime

import pytest

from campaigns.solidarity.models import SolidarityIndexPage
from campaigns.solidarity.public_cases import anniversaries, public_cases
from campaigns.solidarity.services import cases as services
from tests.campaigns.solidarity.conftest import NAME, make_case, make_person, settle
from tests.factories import PlaceFactory
from tests.factories.pages import make_solidarity, make_statement, section, translate
from tests.query_counts import cold_queries_of, repeated

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
BUDGET = 20
TODAY = datetime.date(2026, 3, 1)


def base(language="en") -> str:
    return section(SolidarityIndexPage, language).url


def said(case, language="en", **fields):
    """Return a published declaration about `case`, in three languages."""
    page = make_solidarity(language, cases=[case], **fields)
    for other in {"en", "fr", "es"} - {language}:
        translate(page, other)
    return page


def test_a_case_is_public_once_a_declaration_is(client):
    case = make_case()
    page = make_solidarity(cases=[case], live=False)
    assert public_cases() == []
    assert client.get(f"{base()}cases/{case.code}/").status_code == 404
    page.save_revision().publish()
    assert public_cases() == [case]
    assert client.get(f"{base()}cases/{case.code}/").status_code == 200
    # Publishing made the row live, not this object.
    page.refresh_from_db()
    page.unpublish()
    assert public_cases() == []


@pytest.mark.parametrize(
    ("settled", "shown", "expected"),
    [
        (False, (), None),
        (True, (), False),
        (True, ("picture",), False),
        (True, ("name",), True),
    ],
)
def test_the_hold_says_what_is_shown(client, settled, shown, expected):
    """None: no page of the case at all; else whether the name stands on it."""
    case = make_case()
    said(case)
    person = make_person(case)
    if settled:
        settle(person, *shown)
    for path in ("cases/", "anniversaries/", f"cases/{case.code}/"):
        for language in ("en", "fr", "es"):
            answer = client.get(base(language) + path)
            if expected is None and path.endswith(f"{case.code}/"):
                assert answer.status_code == 404
            elif not expected:
                assert NAME not in answer.text
    if expected is not None:
        assert (NAME in client.get(f"{base()}cases/{case.code}/").text) is expected
    assert bool(public_cases()) is (expected is not None)


def test_a_case_whose_own_words_name_the_protected_is_not_shown(client):
    case = make_case(titles={"en": f"The case of {NAME}"})
    said(case)
    settle(make_person(case))
    assert public_cases() == []
    assert client.get(f"{base()}cases/{case.code}/").status_code == 404


def test_cases_stand_under_region_and_country_closed_ones_apart(client):
    region = PlaceFactory(code="africa", kind="region", labels={"en": "Africa"})
    one, two = (PlaceFactory(parent=region, labels={"en": name}) for name in ("Benin", "Angola"))
    arrested = make_case("a", place=one, titles={"en": "Arrested one"})
    trial = make_case("b", place=two, titles={"en": "Tried one"}, state="on_trial")
    free = make_case("c", place=two, titles={"en": "Free one"}, state="released")
    for case in (arrested, trial, free):
        said(case)
    text = client.get(f"{base()}cases/").text
    order = [text.index(word) for word in ("Tried one", "Arrested one", "Closed cases", "Free one")]
    assert order == sorted(order)
    assert "2 open cases" in text
    assert "1 closed case" in text

    narrowed = client.get(f"{base()}cases/?state=on_trial").text
    assert "Tried one" in narrowed
    assert "Arrested one" not in narrowed
    assert "Free one" not in narrowed
    assert "Arrested one" in client.get(f"{base()}cases/?state=nonsense").text


@pytest.mark.parametrize(
    ("date", "found"),
    [
        (datetime.date(2023, 3, 1), [(TODAY, 3)]),
        (datetime.date(2023, 4, 15), [(datetime.date(2026, 4, 15), 3)]),
        (datetime.date(2023, 4, 16), []),
        (datetime.date(2023, 2, 28), []),
        # Less than a year ago.
        (datetime.date(2025, 4, 20), []),
    ],
)
def test_days_are_remembered_from_today_over_six_weeks(date, found):
    case = make_case(since=date)
    said(case)
    assert [(one.day, one.years) for one in anniversaries(TODAY)] == found


def test_a_leap_day_is_remembered_every_year():
    said(make_case(since=datetime.date(2024, 2, 29)))
    assert [one.day for one in anniversaries(datetime.date(2026, 2, 20))] == [
        datetime.date(2026, 2, 28)
    ]
    assert [one.years for one in anniversaries(datetime.date(2028, 2, 20))] == [4]


def test_the_turn_of_the_year_is_crossed_and_what_was_taken_back_forgotten():
    case = make_case(since=datetime.date(2020, 1, 5))
    said(case)
    event = services.record_event(
        case=case, date=datetime.date(2021, 1, 8), state="sentenced", by=None
    )
    day = datetime.date(2025, 12, 20)
    assert [(one.day.year, one.years) for one in anniversaries(day)] == [(2026, 6), (2026, 5)]
    services.take_back(event=event, by=None)
    assert [one.years for one in anniversaries(day)] == [6]


def test_anniversaries_tell_nothing_of_what_is_held(client):
    case = make_case(since=datetime.date(2023, 3, 1))
    assert anniversaries(TODAY) == []
    said(case)
    person = make_person(case)
    assert anniversaries(TODAY) == []
    settle(person)
    assert len(anniversaries(TODAY)) == 1


def test_a_case_holds_all_that_was_said_in_the_language_of_the_reader(client):
    case = make_case()
    updates = [{"type": "update", "value": {"date": "2024-03-09", "title": "Heard", "text": ""}}]
    said(case, title="Free her", updates=updates)
    make_solidarity("es", title="Solo en español", cases=[case])
    position = make_statement(title="On prisons")
    translate(position, "fr", title="Sur les prisons")
    make_statement(title="Something else")
    case.related = [{"type": "page", "value": position.pk}]
    case.save()

    english = client.get(f"{base()}cases/{case.code}/")
    for text in ("Free her", "Heard", "On prisons", "Solo en español", "Spanish"):
        assert text in english.text, text
    assert "Something else" not in english.text
    french = client.get(f"{base('fr')}cases/{case.code}/").text
    assert "Sur les prisons" in french
    assert "Free her (fr)" in french
    assert 'lang="es"' in french
    assert f'rel="canonical" href="http://localhost{base()}cases/{case.code}/"' in english.text
    assert not english.cookies
    assert "Cookie" not in english.get("Vary", "")


def test_its_pages_cost_the_same_for_few_and_many(client):
    def fill(start, number):
        made = []
        for n in range(start, start + number):
            case = make_case(f"case-{n}")
            make_solidarity(cases=[case])
            settle(make_person(case, name=f"Somebody Else{n}"), "name")
            made.append(case)
        return made

    first, *_rest = fill(0, 2)
    paths = ("", "cases/", "cases/?state=arrested", "anniversaries/", f"cases/{first.code}/")
    few = {path: cold_queries_of(client, base() + path) for path in paths}
    for case in fill(2, 8):
        make_solidarity(cases=[first, case])
    many = {path: cold_queries_of(client, base() + path) for path in paths}
    assert {path: len(asked) for path, asked in many.items()} == {
        path: len(asked) for path, asked in few.items()
    }
    assert {path: len(asked) for path, asked in many.items() if len(asked) > BUDGET} == {}
    assert {path: twice for path, asked in many.items() if (twice := repeated(asked))} == {}
