"""A new statement can begin with what the secretariat has prepared for its kind."""

import pytest
from django.urls import reverse

from home.models import StartingPoint, StatementIndexPage, StatementPage
from tests.factories.pages import body, section
from tests.home.editing import colleague, signed_in, statement_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def point(site, roles):
    return StartingPoint.objects.create(
        name="Resolution",
        kind="resolution",
        language="en",
        title="Resolution on …",
        summary="What the Council asks.",
        body=body("Recalling the principles of the alliance,"),
    )


def add_url(language: str = "en") -> str:
    parent = section(StatementIndexPage, language)
    return reverse("wagtailadmin_pages:add", args=["home", "statementpage", parent.pk])


def test_who_begins_a_statement_is_offered_those_of_its_language(point):
    client = signed_in(colleague("editors"))
    answer = client.get(add_url()).content.decode()
    assert "Begin a statement" in answer
    assert f"?start={point.pk}" in answer
    assert "Begin a statement" not in client.get(add_url("fr")).content.decode()


def test_it_fills_the_form_and_stays_as_it_is(point):
    client = signed_in(colleague("editors"))
    form = client.get(add_url(), {"start": point.pk}).context["form"]
    assert form["title"].value() == "Resolution on …"
    assert form["kind"].value() == "resolution"
    assert form["summary"].value() == "What the Council asks."
    assert form["authentic_language"].value() == "en"
    (block,) = form["body"].value()
    assert "Recalling" in block.value.source
    assert block.id != point.body[0].id
    # The next one begins from nothing, in the same process.
    empty = client.get(add_url(), {"start": "nothing"}).context["form"]
    assert empty["title"].value() in (None, "")


def test_what_is_sent_is_made_without_a_question(point):
    client = signed_in(colleague("editors"))
    client.post(add_url(), statement_form(title="A resolution"))
    assert StatementPage.objects.filter(title="A resolution").exists()


@pytest.mark.parametrize("start", ["999999", "x", ""])
def test_a_starting_point_that_there_is_not_leads_back_to_the_choice(point, start):
    answer = signed_in(colleague("editors")).get(add_url(), {"start": start})
    assert "Begin a statement" in answer.content.decode()


def test_the_secretariat_words_them(point):
    url = reverse(StartingPoint.snippet_viewset.get_url_name("edit"), args=[point.pk])
    for role, status in (("editors", 302), ("coordinators", 302), ("secretariat", 200)):
        assert signed_in(colleague(role)).get(url).status_code == status, role
