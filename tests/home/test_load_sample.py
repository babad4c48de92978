"""The sample alliance comes in whole, in three languages, and a second time without a trace."""

import re

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.urls import reverse
from wagtail.models import Page, Revision
from wagtail_localize.models import Translation

from academy.core.standing import standing_of
from campaigns.models import CampaignPage
from cms.core.models import SiteIdentity
from cms.directory.models import Body, Mandate, Organisation, Person
from cms.directory.services import what_needs_attention
from cms.media.models import SiteDocument, SiteImage
from cms.translation.completeness import untranslated_texts
from cms.translation.published_texts import outdated_translations
from home.models import EventPage, StandardPage, StartingPoint, StatementPage
from home.sample import FOLDER
from home.sample.accounts import ACCOUNTS
from home.sample.editorial_work import AWAITING, SCHEDULED, STARTED
from home.sample.tree import translation_key
from home.services.load_sample import load_sample
from tests.sample import PASSWORD, sample_world

# The one file that loads the sample on PostgreSQL: a minute each time.
pytestmark = [pytest.mark.django_db, pytest.mark.databases]

LANGUAGES = ("en", "fr", "es")


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker):
    """What loading the sample returned; all of it is there for the whole file."""
    with sample_world(django_db_blocker) as loaded:
        yield loaded


def statement(file):
    # A copy made for a translation knows the file of its source too.
    return StatementPage.objects.filter(source_file=file).order_by("pk").first()


def test_all_of_it_is_there(sample):
    assert sample.statements == 101
    assert sample.portraits == Person.objects.exclude(portrait=None).count() >= 45
    assert Organisation.objects.count() >= 44
    assert Organisation.objects.filter(acronym="PS").count() == 5
    assert set(Person.objects.values_list("gender", flat=True)) == {"woman", "man"}
    assert EventPage.objects.coming().filter(locale__language_code="en").count() >= 5
    assert EventPage.objects.past().filter(locale__language_code="en").count() >= 3
    for language in LANGUAGES:
        assert CampaignPage.objects.live_in(language).count() == 3
        assert StandardPage.objects.live_in(language).count() == 6


def test_statements_have_pictures_and_beginnings(sample):
    pictured = StatementPage.objects.exclude(image=None)
    keys = set(pictured.values_list("translation_key", flat=True))
    assert (len(keys), pictured.count()) == (2, 6)
    assert pictured.values("image").distinct().count() == 2
    kinds = StartingPoint.objects.values_list("language", "kind")
    assert len(set(kinds)) == len(kinds) == 9
    assert all(point.body for point in StartingPoint.objects.all())


def test_one_rule_of_one_body_is_broken_which_is_flagged(sample):
    found = {row.body.code: row for row in what_needs_attention()}
    assert [breach.kind for breach in found["board"].breaches] == ["parity"]
    assert found["board"].free == 3
    assert not any(row.breaches for code, row in found.items() if code != "board")


def test_every_region_and_every_status_is_represented(sample):
    places = Organisation.objects.values_list("place__parent__code", flat=True)
    assert {"africa", "americas", "arab-world", "asia-pacific", "europe"} <= set(places)
    rows = Organisation.objects.prefetch_related("statuses")
    statuses = {organisation.status_on() for organisation in rows}
    assert statuses == {"applicant", "member", "associated", "guest", "suspended", "left"}


def test_the_board_has_as_many_women_as_men_and_a_past_term(sample):
    seats = Mandate.objects.filter(body__code="board", role__in=["chair", "member"])
    genders = list(seats.in_force().values_list("person__gender", flat=True))
    assert genders.count("woman") == genders.count("man") == 15
    assert seats.in_force().filter(role="chair").count() == 2
    assert seats.filter(ends_on__isnull=False).count() >= 20
    for code in ("steering-committee", "finance-committee", "coordination", "auditor"):
        assert Body.objects.get(code=code).mandates.in_force().exists()


def test_positions_have_every_kind_and_state(sample):
    live = StatementPage.objects.filter(live=True)
    assert set(live.values_list("kind", flat=True)) == set(StatementPage.Kind.values)
    assert set(live.values_list("authentic_language", flat=True)) == set(LANGUAGES)
    by_state = {}
    for page in live.filter(locale__language_code="en"):
        by_state.setdefault(page.state, []).append(page)
    assert len(by_state["superseded"]) == 2
    assert [page.withdrawal_reason != "" for page in by_state["withdrawn"]] == [True]
    # One of them is noted in two languages, and holds in the third all the same.
    corrected = [page for page in live if page.all_corrections]
    assert {page.locale.language_code for page in corrected} == set(LANGUAGES)
    spanish = next(page for page in corrected if page.locale.language_code == "es")
    assert [one.language for one in spanish.all_corrections] == ["fr"]


def test_some_positions_are_not_translated(sample):
    codes = {}
    for page in StatementPage.objects.filter(live=True).select_related("locale"):
        codes.setdefault(page.translation_key, set()).add(page.locale.language_code)
    partial = [found for found in codes.values() if found != set(LANGUAGES)]
    assert sorted(map(sorted, partial)) == [["en"], ["en", "es"], ["en", "fr"]]


def test_a_position_keeps_all_that_its_tables_say(sample):
    page = statement("statements/vaccine-solidarity-2021.en.md")
    assert page.adopted_by.code == "board"
    assert page.signatory_organisations.count() == 19
    assert page.signatory_people.count() == 3
    assert page.contact_email == "campaigns@example.org"
    french = statement("statements/vaccine-solidarity-2021.fr.md")
    assert french.translation_key == page.translation_key
    assert french.authentic_language == "en"


def test_quotations_notes_and_tables_are_blocks(sample):
    page = statement("statements/decent-work-2020.en.md")
    values = {block.block_type: block.value for block in page.body}
    assert values["quote"]["source"] == "Declaration of Philadelphia, 1944"
    assert values["footnotes"][0]["mark"] == "1"
    report = statement("statements/activity-report-2025.fr.md")
    assert "table" in {block.block_type for block in report.body}


def test_every_block_has_its_id(sample):
    for model in (StatementPage, EventPage, CampaignPage, StandardPage):
        for page in model.objects.all():
            assert all(block["id"] for block in page.body.get_prep_value()), page


def test_the_programme_can_be_read_on_paper(sample):
    for language in LANGUAGES:
        page = statement(f"statements/programme-2025.{language}.md")
        document = page.attachments[0].value["document"]
        assert document.language == language
        assert document.filename.endswith(".pdf")


def test_the_desks_have_work_on_them(sample):
    waiting = statement(AWAITING)
    assert not waiting.live
    assert waiting.current_workflow_state.requested_by.email == "editor@example.org"
    scheduled = statement(SCHEDULED)
    assert not scheduled.live
    assert scheduled.approved_schedule
    outdated = outdated_translations().specific()
    assert [page.source_file for page in outdated] == ["statements/belarus-2021.fr.md"]
    begun = Translation.objects.get(source__object_id=statement(STARTED).translation_key)
    assert 0 < len(untranslated_texts(begun)) < begun.source.stringsegment_set.count() - 1
    assert not begun.get_target_instance().live


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.email)
def test_everybody_can_sign_in_with_one_role_with_mandates_or_for_a_cohort(sample, account):
    assert account.email in sample.accounts
    user = authenticate(username=account.email, password=PASSWORD)
    assert user is not None
    assert not user.is_superuser
    if account.person:
        assert not user.groups.exists()
        assert not user.has_perm("wagtailadmin.access_admin")
        assert user.person.mandates.in_force_at().exists()
    elif not account.role:
        assert not user.groups.exists()
        assert not user.has_perm("wagtailadmin.access_admin")
        assert standing_of(user).has_a_place
    else:
        assert user.groups.count() == 1
        assert user.has_perm("wagtailadmin.access_admin")


def test_the_site_knows_its_name(sample, client):
    identity = SiteIdentity.objects.get()
    assert identity.names["fr"] == "Alliance pour le progrès et la solidarité"
    assert identity.emblem.size > 100
    assert identity.names["en"] in client.get("/en/").content.decode()


# Wagtail leaves the temporary file of a new rendition to be closed by the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("language", LANGUAGES)
def test_its_pages_can_be_read(sample, client, language):
    pages = [
        *StatementPage.objects.live_in(language)[:3],
        *EventPage.objects.live_in(language)[:3],
        *CampaignPage.objects.live_in(language),
        *StandardPage.objects.live_in(language),
    ]
    assert len(pages) >= 14
    for page in pages:
        response = client.get(page.get_url())
        assert response.status_code == 200, page
        assert page.title.replace("'", "&#x27;") in response.content.decode(), page


def test_a_second_run_changes_nothing(sample):
    models = (Page, Revision, SiteImage, SiteDocument, Organisation, Mandate, get_user_model())
    before = [model.objects.count() for model in models]
    again = load_sample()
    assert (again.rows, again.statements, again.pages, again.portraits) == (0, 0, 0, 0)
    assert again.accounts == []
    assert [model.objects.count() for model in models] == before


def test_what_editors_changed_stays(sample):
    page = StandardPage.objects.get(
        translation_key=translation_key("pages", "about"),
        locale__language_code="en",
    )
    page.title = "Who we are"
    page.save_revision().publish()
    Organisation.objects.filter(code="ps-pt").update(website="https://changed.example/")
    load_sample()
    page.refresh_from_db()
    assert page.title == "Who we are"
    assert Organisation.objects.get(code="ps-pt").website == "https://changed.example/"


def test_what_is_gone_comes_back(sample):
    page = EventPage.objects.get(
        translation_key=translation_key("events", "academy-evening"), locale__language_code="fr"
    )
    # It was written in French: its translation goes with it, and both come back.
    page.delete()
    assert load_sample().pages == 2


def texts(language):
    return [path.read_text(encoding="utf-8") for path in FOLDER.rglob(f"*.{language}.md")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_texts_are_set_as_their_language_asks(language):
    for text in texts(language):
        assert "'" not in text
        assert '"' not in re.sub(r"<[^>]*>", "", text)
        assert "  " not in text
        if language == "fr":
            assert not re.search(r"[^\s\u202f\u00a0/:][;!?](?!\S)", text), text
            assert not re.search(r"« | »| [;!?:]", text), text
        if language == "es":
            assert text.count("¿") == text.count("?")
            assert text.count("¡") == text.count("!")


def test_admin_shows_the_draft_to_who_may_approve_it(sample, client):
    client.force_login(get_user_model().objects.get(email="coordinator@example.org"))
    content = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Water is a right, not a commodity" in content
