"""Where a declaration that organisations join is shown: its page, the admin, the hand-over."""

import io

import pypdf
import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Appeal, OrganisationSignature
from campaigns.services import organisations as services
from campaigns.solidarity.models import Case
from tests.campaigns.conftest import make_appeal, member, representative
from tests.campaigns.solidarity.conftest import NAME, make_case, make_person, settle
from tests.campaigns.solidarity.joined import (
    TITLES,
    counted,
    make_declaration,
    open_to_join,
    text_of,
    withdraw_position,
)
from tests.factories import OrganisationFactory, PlaceFactory, UserFactory
from tests.factories.pages import make_campaign, make_solidarity, translate
from tests.home.editing import colleague, signed_in
from tests.query_counts import cold_queries_of, repeated

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("site", "on_commit_at_once", "unindexed", "roles"),
]
BUDGET = 20
ADD = "/admin/snippets/campaigns/appeal/add/"


@pytest.fixture
def page(site):
    return make_declaration(cases=[make_case()])


@pytest.fixture
def appeal(page):
    return open_to_join(page)


def join(appeal, region, number=1) -> list:
    """Let so many organisations of a region join."""
    parties = [member(region) for _n in range(number)]
    for party in parties:
        services.admit(appeal=appeal, organisation=party, by=None)
    return parties


def in_language(page, language):
    return page.get_translations(inclusive=True).get(locale__language_code=language)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_who_joins_stands_on_the_page_by_region_in_every_language(
    client, page, appeal, region, language
):
    asia = PlaceFactory(
        code="asia", kind="region", labels={"en": "Asia", "fr": "Asie", "es": "Asia"}
    )
    parties = [*join(appeal, region, 2), *join(appeal, asia)]
    names = {"en": "Neighbours", "fr": "Les voisines", "es": "Las vecinas"}
    services.admit(appeal=appeal, names=names, acronym="NV", by=UserFactory())
    address = in_language(page, language).url
    for url in (address, f"{address}signatories/"):
        answer = client.get(url)
        assert answer.status_code == 200
        shown = text_of(answer)
        assert all(one.names[language] in shown for one in parties)
        assert f"{names[language]} (NV)" in shown.replace("</a>", "")
    shown = text_of(client.get(address))
    assert "<b>4</b> organi" in shown
    assert f'href="{address}signatories/"' in shown
    assert f'href="/{language}/account/"' in shown
    assert [one for one in ("Asie", "Europe") if f"<h3>{one}" in shown] == (
        ["Asie", "Europe"] if language == "fr" else ["Europe"]
    )
    assert f'href="{address}"' in text_of(client.get(f"{address}signatories/"))


def test_the_words_are_those_of_a_declaration(client, page, appeal, region):
    shown = text_of(client.get(page.url))
    assert "Join as an organisation" in shown
    assert "No organisation has joined yet" in shown
    join(appeal, region)
    for url in (page.url, f"{page.url}signatories/"):
        shown = text_of(client.get(url))
        assert "Organisations that join this declaration" in shown
        assert "Organisations that signed" not in shown
    campaign = make_campaign()
    join(make_appeal(campaign), region)
    shown = text_of(client.get(f"{campaign.url}signatories/"))
    assert "Organisations that signed" in shown
    assert "join this declaration" not in shown


def test_the_list_is_narrowed_to_a_region(client, page, appeal, region):
    africa = PlaceFactory(code="africa", kind="region", labels={"en": "Africa"})
    [here], [there] = join(appeal, region), join(appeal, africa)
    shown = text_of(client.get(f"{page.url}signatories/?region=africa"))
    assert there.name in shown
    assert here.name not in shown


def test_of_too_many_to_read_the_number_alone(client, page, appeal, region, monkeypatch):
    parties = join(appeal, region, 3)
    monkeypatch.setattr("campaigns.solidarity.page_facts.NAMED", 2)
    shown = text_of(client.get(page.url))
    assert not any(one.name in shown for one in parties)
    assert "<b>3</b> organisations" in shown
    assert f'href="{page.url}signatories/"' in shown


def test_when_one_can_join(client, page, appeal, region):
    now = timezone.now()
    appeal.organisations_from, appeal.ends_at = now + timezone.timedelta(days=3), None
    appeal.save()
    shown = text_of(client.get(page.url))
    assert "Organisations can join from" in shown
    assert "Join as an organisation" not in shown
    appeal.organisations_from = now - timezone.timedelta(days=3)
    appeal.ends_at = now - timezone.timedelta(days=1)
    appeal.save()
    shown = text_of(client.get(page.url))
    assert "Joining ended on" in shown
    assert "Join as an organisation" not in shown


def test_without_an_appeal_nothing_of_it(client):
    page = make_solidarity()
    shown = text_of(client.get(page.url))
    assert 'id="joined"' not in shown
    assert client.get(f"{page.url}signatories/").status_code == 404


def test_a_withdrawn_one_that_nobody_joined_says_nothing_of_it(client, page, appeal):
    withdraw_position(page)
    assert 'id="joined"' not in text_of(client.get(page.url))


def test_pages_keep_their_budget_whatever_joined(client, page, region):
    for case in Case.objects.all():
        settle(make_person(case), "name")
    bare = cold_queries_of(client, page.url)
    appeal = open_to_join(page)
    urls = [page.url, f"{page.url}signatories/"]
    join(appeal, region, 2)
    few = {url: cold_queries_of(client, url) for url in urls}
    join(appeal, PlaceFactory(code="asia", kind="region"), 12)
    many = {url: cold_queries_of(client, url) for url in urls}
    assert {url: len(asked) for url, asked in many.items()} == {
        url: len(asked) for url, asked in few.items()
    }
    assert {url: asked for url, asked in many.items() if len(asked) > BUDGET} == {}
    assert {url: twice for url, asked in many.items() if (twice := repeated(asked))} == {}
    # Without an appeal one look for it, and nothing more.
    looked = [sql for sql in bare if 'FROM "campaigns_' in sql and "indexpage" not in sql]
    assert len(looked) == 1
    assert len(bare) < len(many[page.url])


def form(page, **changes) -> dict:
    """Return what the form of an appeal sends."""
    return {f"titles_{language}": title for language, title in TITLES.items()} | {
        "campaign": str(page.translation_key),
        "code": "strikers",
        "organisations_from": "2026-01-01 09:00",
        "milestones": "",
        "keep_months": "12",
        **changes,
    }


class TestInTheAdmin:
    @pytest.fixture
    def coordinator(self):
        return signed_in(colleague("coordinators"))

    def test_an_appeal_is_put_on_a_declaration(self, client, coordinator, page):
        campaign = make_campaign(title="A campaign")
        translate(campaign, "fr")
        shown = text_of(coordinator.get(ADD))
        assert '<optgroup label="Campaigns">' in shown
        assert '<optgroup label="Solidarity declarations">' in shown
        assert shown.count(f'<option value="{page.translation_key}"') == 1
        answer = coordinator.post(ADD, form(page))
        assert answer.status_code == 302, answer.context["form"].errors
        appeal = Appeal.objects.get()
        assert appeal.campaign_key == page.translation_key
        # Taken: it is offered for no second one.
        assert str(page.translation_key) not in text_of(coordinator.get(ADD))
        desk = text_of(coordinator.get(reverse("appeal_desk", args=[appeal.pk])))
        assert f'<a href="{page.url}">With the strikers</a>' in desk
        assert "Join as an organisation" in text_of(client.get(page.url))

    def test_its_title_names_nobody_who_is_protected(self, coordinator, page):
        make_person(Case.objects.get())
        answer = coordinator.post(ADD, form(page, titles_fr=f"Liberté pour {NAME}"))
        assert "whose name must not be published" in text_of(answer)
        assert not Appeal.objects.exists()

    def test_the_secretariat_enters_those_that_are_no_members(self, client, page, appeal):
        desk = signed_in(colleague("secretariat"))
        guest = OrganisationFactory(status="guest")
        url = reverse("appeal_admit", args=[appeal.pk])
        assert desk.post(url, {"organisation": guest.pk}).status_code == 302
        data = {f"names_{language}": "Dockers" for language in ("en", "fr", "es")}
        assert desk.post(url, data).status_code == 302
        assert counted(appeal) == 2
        shown = text_of(client.get(page.url))
        assert guest.name in shown
        assert "Dockers" in shown

    def test_a_withdrawn_one_is_no_longer_sent_round(self, page, appeal, party):
        desk = signed_in(colleague("secretariat"))
        representative(party)
        url = reverse("appeal_desk", args=[appeal.pk])
        assert "Invite 1 member" in text_of(desk.get(url))
        withdraw_position(page)
        assert "Invite" not in text_of(desk.get(url))

    def test_the_hand_over_has_its_title_and_address(
        self, client, coordinator, page, appeal, region
    ):
        [party] = join(appeal, region)
        appeal.ends_at = timezone.now()
        appeal.save()
        url = reverse("appeal_hand_over", args=[appeal.pk])
        assert text_of(coordinator.get(url)).count("(PDF)") == 3
        answer = coordinator.get(reverse("appeal_pdf", args=[appeal.pk, "fr"]))
        pages = pypdf.PdfReader(io.BytesIO(answer.content)).pages
        text = " ".join(" ".join(one.extract_text().split()) for one in pages)
        french = in_language(page, "fr")
        for said in (french.title, party.names["fr"], "We stand with them. (fr)"):
            assert said in text
        assert french.url.rstrip("/") in text.replace(" ", "")
        data = {"to_en": "The embassy", "to_fr": "L’ambassade", "to_es": "La embajada"}
        answer = coordinator.post(url, data | {"on": timezone.localdate().isoformat()}, follow=True)
        assert "shown on the declaration’s pages" in text_of(answer)
        assert "Handed over to The embassy" in text_of(client.get(page.url))


def test_who_joined_an_earlier_page_is_brought_in(tmp_path, page, appeal, region):
    chile = PlaceFactory(parent=region, code="cl", labels={"en": "Chile", "fr": "Chili"})
    OrganisationFactory(code="ps-cl", place=chile, acronym="PS", names={"en": "Socialist Party"})
    file = tmp_path / "list.csv"
    file.write_text("organisation,country\nSocialist Party,Chile\n", encoding="utf-8")
    call_command("import_signatories", str(file), campaign=page.slug, stdout=io.StringIO())
    assert counted(appeal) == 1
    assert OrganisationSignature.objects.get().organisation.code == "ps-cl"
