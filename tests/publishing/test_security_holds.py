"""Names that would put somebody at risk do not go out, and the list stays among few."""

import datetime

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from cms.core.personal_data.sources import Subject
from cms.publishing.content_checks import checks
from cms.publishing.models import SecurityHold
from cms.publishing.personal_data import HoldSource
from cms.publishing.rules import Publication, draft_of, refusals
from cms.publishing.security_holds import holds
from tests.factories.directory import PersonFactory
from tests.factories.pages import make_standard, make_statement
from tests.home.editing import colleague, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def hold(db):
    return SecurityHold.objects.create(
        name="Māria Łopez-Ñandú", variants="Lopez, Maria\nMasha", reason="Threatened at home."
    )


@pytest.mark.parametrize(
    "text",
    ["We thank Maria Lopez Nandu.", "MARÍA ŁÓPEZ-ÑANDÚ", "Ma<b>ria</b> Lo\u00adpez\u00a0Ñandú",
     "<i>Lopez, Maria</i>", "“Masha”"],
)  # fmt: skip
def test_a_name_counts_in_any_spelling(site, hold, text):
    assert holds(make_statement(live=False, text=(text,)))


@pytest.mark.parametrize("text", ["Maria Lopez", "Mashable", "Samasha spoke.", "Nandu"])
def test_part_of_a_name_or_of_a_word_does_not(site, hold, text):
    assert not holds(make_statement(live=False, text=(text,)))


def test_names_count_wherever_they_stand(site, hold):
    person = PersonFactory(given_name="Masha", family_name="X")
    table = {
        "caption": "", "columns": [{"type": "text", "heading": "Name"}],
        "rows": [{"values": ["Masha"]}],
    }  # fmt: skip
    for page in (
        make_statement(title="Free Masha", live=False),
        make_statement(contact_name="Masha", live=False),
        make_statement(signatory_people=[person], live=False),
        make_standard(live=False, body=[{"type": "table", "value": table}]),
        make_standard(live=False, slug="free-masha"),
    ):
        assert holds(page), page


def test_a_hold_ends_after_its_last_day(site, hold):
    page = make_statement(live=False, text=("Masha",))
    for day, held in ((localdate(), True), (localdate() - datetime.timedelta(days=1), False)):
        hold.until = day
        hold.save()
        assert holds(page) is held


def test_who_may_not_see_the_list_learns_neither_name_nor_reason(site, roles, hold):
    page = make_statement(live=False, title="Call", text=("Thanks to Masha.",))
    for user, named in (
        (None, False),
        (colleague("editors"), False),
        (colleague("coordinators"), True),
    ):
        (reason,) = refusals(draft_of(page, user))
        assert (hold.name in reason) is named
        assert hold.reason not in reason
        assert (hold.name in checks(page, user)[0].text) is named


def test_a_text_without_such_names_goes_out(site, hold):
    assert refusals(Publication(make_statement(live=False))) == []


def test_only_coordinators_and_the_secretariat_keep_the_list(site, roles, hold):
    urls = [
        reverse(SecurityHold.snippet_viewset.get_url_name(name), args=args)
        for name, args in (("list", []), ("add", []), ("edit", [hold.pk]), ("delete", [hold.pk]))
    ]
    for role in ("editors", "translators", "coordinators", "secretariat"):
        client = signed_in(colleague(role))
        expected = 200 if role in ("coordinators", "secretariat") else 302
        assert {client.get(url).status_code for url in urls} == {expected}, role


def test_a_hold_remembers_who_made_it_and_refuses_what_would_match_everything(
    site, roles, coordinator
):
    client = signed_in(coordinator)
    url = reverse(SecurityHold.snippet_viewset.get_url_name("add"))
    form = {"name": "Jo", "variants": "", "reason": "Threats.", "until": ""}
    assert "at least three letters" in client.post(url, form).content.decode()
    client.post(url, form | {"name": "Jo Doe"})
    assert SecurityHold.objects.get().made_by == coordinator


def test_what_is_held_about_a_person_has_the_holds_which_go_once_they_have_ended(db, hold):
    source = HoldSource()
    subject = Subject("maria", name="Maria Lopez Nandu")
    assert list(source.find(subject)) == [hold]
    assert list(source.find(Subject("x", name="Maria"))) == list(source.find(Subject("y"))) == []
    assert source.reason_to_keep(hold)
    hold.until = localdate() - datetime.timedelta(days=1)
    hold.save()
    assert not source.reason_to_keep(hold)
