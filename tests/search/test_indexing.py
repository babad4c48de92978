"""What is published is found, what is not is gone at once, and every repair ends in step."""

import datetime
import io

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home.models import StandardPage, StatementPage
from search.engines.base import Query
from search.models import Entry
from search.services import repair, sync
from search.services.find import did_you_mean, find, suggest
from tests.factories import BodyFactory, OrganisationFactory, PlaceFactory, TopicFactory
from tests.factories.pages import make_standard, make_statement, translate
from tests.search.tools import titles_found

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


def test_a_published_statement_is_found_with_all_its_facets(site, commits):
    africa = PlaceFactory(code="africa", kind="region")
    with commits():
        make_statement(
            title="Ceasefire in Sudan",
            text=["The weapons must fall silent."],
            kind="resolution",
            topics=[TopicFactory(code="peace")],
            places=[PlaceFactory(code="SD", parent=africa)],
            adopted_by=BodyFactory(code="board"),
        )
    (hit,) = find(Query("weapon silent", "en")).hits
    assert hit.title == "Ceasefire in Sudan"
    assert hit.snippet_html == "The <mark>weapons</mark> must fall <mark>silent</mark>."
    assert hit.result_type == "resolution"
    assert hit.facets == {
        "kind": ["resolution"],
        "topic": ["peace"],
        "place": ["SD", "africa"],
        "body": ["board"],
        "year": ["2024"],
        "has_file": [],
        "language": ["en"],
    }


def test_every_language_says_which_others_there_are(site, commits):
    with commits():
        page = make_statement(title="Peace")
        translate(page, "fr", title="La paix")
    assert find(Query("paix", "fr")).hits[0].languages == ("en", "fr")
    assert find(Query("peace", "en")).hits[0].languages == ("en", "fr")


def test_a_draft_is_not_found_and_a_rolled_back_save_never(site, commits):
    with commits():
        make_statement(title="Drafted sentence", live=False)
        with transaction.atomic():
            make_statement(title="Rolled back sentence")
            transaction.set_rollback(True)
    assert titles_found("sentence") == []
    assert Entry.objects.alive().filter(title__contains="sentence").count() == 0


def test_a_draft_of_a_published_page_changes_nothing(site, commits):
    with commits():
        page = make_statement(title="Published words")
    with commits():
        page.title = "Drafted words"
        page.save_revision()
    assert titles_found("words") == ["Published words"]


@pytest.mark.parametrize("delivered", [True, False], ids=["indexed", "before-indexing"])
@pytest.mark.parametrize(
    "way", ["unpublish", "expire", "delete", "restrict", "move", "restrict_above"]
)
def test_what_is_gone_is_gone_at_once(site, commits, way, delivered):
    with commits():
        above = make_standard(title="Hall of members")
        private = make_standard(title="Private wing")
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        page = make_standard(title="Hall of fame", parent=above)
        make_standard(title="Hall of others")
    assert len(titles_found("hall")) == 3
    with commits.later():
        if way == "unpublish":
            page.unpublish()
        elif way == "delete":
            page.delete()
        elif way == "expire":
            page.expire_at = timezone.now() - datetime.timedelta(seconds=1)
            page.save()
        elif way == "move":
            page.move(private, pos="last-child")
        else:
            PageViewRestriction.objects.create(
                page=page if way == "restrict" else above, restriction_type="login"
            )
    left = {"Hall of others"} if way == "restrict_above" else {"Hall of others", "Hall of members"}
    if delivered:
        commits.deliver()
    results = find(Query("hall", "en"))
    assert {hit.title for hit in results.hits} == left
    assert results.total == len(left)
    assert sum(value.count for value in results.facets["kind"]) == len(left)
    assert {one.text for one in suggest("hall", "en")} == left
    commits.deliver()
    assert list(repair.mismatches()) == []


def test_a_page_that_becomes_public_again_is_found(site, commits):
    with commits():
        page = make_standard(title="Hall")
        restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert titles_found("hall") == []
    with commits():
        restriction.delete()
    assert titles_found("hall") == ["Hall"]


def test_a_page_below_a_renamed_one_has_its_new_address(site, commits):
    with commits():
        above = make_standard(title="Above")
        make_standard(title="Below", parent=above, slug="below")
    with commits():
        above.slug = "renamed"
        above.save_revision().publish()
    assert find(Query("below", "en")).hits[0].url == "/en/renamed/below/"


def test_a_replaced_statement_says_so_and_stands_again_when_its_successor_goes(site, commits):
    with commits():
        old = make_statement(title="Position of old")
        new = make_statement(title="Position of new", supersedes=old)
    states = {hit.title: hit.state for hit in find(Query("position", "en")).hits}
    assert states == {"Position of old": "superseded", "Position of new": "current"}
    with commits():
        new.unpublish()
    (hit,) = find(Query("position", "en")).hits
    assert hit.state == "current"


def test_an_organisation_is_found_by_its_names_until_it_is_none(site, commits):
    with commits():
        party = OrganisationFactory(
            names={"en": "Workers’ Party", "fr": "Parti des travailleurs"}, acronym="PT"
        )
    assert titles_found("PT") == ["Workers’ Party (PT)"]
    assert titles_found("travailleurs", "fr") == ["Parti des travailleurs (PT)"]
    assert find(Query("PT", "en")).hits[0].url.endswith(f"/{party.code}/")
    with commits.later():
        party.statuses.update(status="applicant")
    assert titles_found("PT") == []


def test_an_organisation_is_found_by_what_it_and_its_country_were_called(site, commits):
    with commits():
        country = PlaceFactory(labels={"en": "Myanmar"}, other_names="Burma; Birmanie")
        party = OrganisationFactory(
            names={"en": "Workers’ Party", "fr": "Parti des travailleurs"},
            descriptions={"en": "Founded by dockers."},
            other_names="Dockers’ League; DLX",
            place=country,
        )
    for query in ("burma", "Birmanie", "DLX", "dockers league", "Parti des travailleurs"):
        (hit,) = find(Query(query, "en")).hits
        assert hit.object_id == str(party.pk), query
        # Names that were looked for are no sentence of the text.
        assert "Burma" not in hit.snippet_html
        assert "DLX" not in hit.snippet_html
    with commits():
        country.other_names = ""
        country.save()
    assert titles_found("burma") == []


def test_a_late_reading_loses(site, commits):
    with commits():
        page = make_standard(title="First words")
    key = str(page.translation_key)
    early = sync.read("page", key)
    with commits():
        page.title = "Second words"
        page.save_revision().publish()
    assert sync.store(early) == []
    assert titles_found("words") == ["Second words"]
    assert sync.store(sync.read("page", key))
    assert titles_found("words") == ["Second words"]


def test_a_late_reading_does_not_bring_back_what_was_deleted_before_it_was_written(site, commits):
    with commits.later():
        page = make_standard(title="Hall")
    late = sync.read("page", str(page.translation_key))
    assert late.values
    with commits.later():
        page.delete()
    commits.deliver()
    assert sync.store(late) == []
    assert not Entry.objects.alive().exists()


def test_what_expires_is_gone_in_every_form_though_nothing_told(site, commits, client):
    with commits():
        page = make_statement(title="Ephemeral")
    forms = ("", "feed/", "api/", "suggest/")
    addresses = [f"/en/search/{form}?q=ephemeral" for form in forms]
    assert all("Ephemeral" in client.get(one).content.decode() for one in addresses)
    past = timezone.now() - datetime.timedelta(seconds=1)
    StatementPage.objects.filter(pk=page.pk).update(expire_at=past)
    assert not any("Ephemeral" in client.get(one).content.decode() for one in addresses)


def test_the_sweep_finds_what_no_signal_told(site, commits):
    with commits():
        page = make_standard(title="Told")
    StandardPage.objects.filter(pk=page.pk).update(title="Untold")
    assert [mismatch.object_id for mismatch in repair.mismatches()] == [str(page.translation_key)]
    assert repair.repair_entries() == 1
    assert titles_found("untold") == ["Untold"]
    assert repair.repair_entries() == 0


def test_the_command_tells_and_mends(site, commits, engine):
    with commits():
        page = make_standard(title="Words")
    output = io.StringIO()
    call_command("search_index", "rebuild", stdout=output)
    call_command("search_index", "check", stdout=output)
    engine.delete(Entry.objects.values_list("pk", flat=True))
    StandardPage.objects.filter(pk=page.pk).update(title="Other words")
    with pytest.raises(CommandError):
        call_command("search_index", "check", stdout=output)
    call_command("search_index", "repair", stdout=output)
    call_command("search_index", "check", stdout=output)
    call_command("search_index", "status", stdout=output)
    assert "database: in step" in output.getvalue()
    assert titles_found("words") == ["Other words"]


def test_values_that_do_not_exist_are_ignored(site, commits):
    with commits():
        make_statement(title="Peace", kind="resolution")
    facets = {"kind": ("resolution", "nonsense"), "topic": ("none",), "colour": ("red",)}
    results = find(Query("peace", "en", facets=facets))
    assert results.total == 1
    assert [value.value for value in results.facets["kind"]] == ["resolution"]


def test_did_you_mean_offers_what_can_be_found(site, commits):
    with commits():
        make_standard(title="Solidarity")
    assert did_you_mean("solidaritty", "en") == "Solidarity"
