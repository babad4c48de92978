"""What coordinators and the secretariat do with appeals in the admin."""

import datetime
import io

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Appeal, OrganisationSignature, Signature
from campaigns.services.hand_over import hand_over
from campaigns.statistics import Tally, charts_of_people, merge_small
from tests.campaigns.conftest import make_appeal, representative
from tests.factories import OrganisationFactory, PlaceFactory, UserFactory
from tests.factories.pages import translate
from tests.home.editing import colleague, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once", "roles")]
YESTERDAY = timezone.now() - datetime.timedelta(days=1)


def person(appeal, country, number, shown="full", **fields):
    """Return the confirmed signature of somebody."""
    defaults = {
        "given_name": "Rosa",
        "family_name": f"Lindgren {number}",
        "email": f"rosa{number}@example.org",
        "language": "en",
        "state": "confirmed",
        "confirmed_at": timezone.now(),
        "month": timezone.localdate().replace(day=1),
    }
    return Signature.objects.create(
        appeal=appeal, country=country, number=number, shown=shown, **defaults | fields
    )


@pytest.fixture
def secretariat():
    return signed_in(colleague("secretariat"))


@pytest.fixture
def coordinator():
    return signed_in(colleague("coordinators"))


def form(page, **changes) -> dict:
    """Return what the form of an appeal sends."""
    return {
        "campaign": str(page.translation_key),
        "titles_en": "Peace now",
        "titles_fr": "La paix",
        "titles_es": "La paz",
        "code": "peace-now",
        "organisations_from": "2026-01-01 09:00",
        "people_from": "2026-02-01 09:00",
        "ends_at": "2030-02-01 09:00",
        "milestones": "1000, 100",
        "keep_months": "12",
    } | changes


class TestTheForm:
    address = "/admin/snippets/campaigns/appeal/add/"

    def test_a_coordinator_writes_an_appeal(self, coordinator, campaign):
        translate(campaign, "fr")
        page = coordinator.get(self.address).content.decode()
        # The campaign is offered once, not in every language.
        assert page.count(f'<option value="{campaign.translation_key}"') == 1
        answer = coordinator.post(self.address, form(campaign))
        assert answer.status_code == 302, answer.context["form"].errors
        appeal = Appeal.objects.get()
        assert appeal.campaign_key == campaign.translation_key
        assert appeal.milestones == [100, 1000]
        assert len(set(appeal.titles.values())) == 3

    def test_it_is_changed_without_losing_its_campaign(self, coordinator, appeal, campaign):
        address = reverse("wagtailsnippets_campaigns_appeal:edit", args=[appeal.pk])
        assert "100 1000" in coordinator.get(address).content.decode()
        answer = coordinator.post(address, form(campaign, keep_months="24"))
        assert answer.status_code == 302, answer.context["form"].errors
        appeal.refresh_from_db()
        assert (appeal.keep_months, appeal.campaign_key) == (24, campaign.translation_key)

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"milestones": "many"}, "milestones"),
            ({"milestones": "0"}, "milestones"),
            ({"people_from": "2025-01-01 09:00"}, "people_from"),
            ({"ends_at": "2026-01-15 09:00"}, "ends_at"),
            ({"organisations_from": "", "people_from": ""}, "organisations_from"),
            ({"campaign": ""}, "campaign"),
        ],
    )
    def test_what_cannot_be_is_said_beside_its_field(self, coordinator, campaign, changes, field):
        answer = coordinator.post(self.address, form(campaign, **changes))
        assert list(answer.context["form"].errors) == [field]
        assert not Appeal.objects.exists()


class TestTheDesk:
    def test_the_secretariat_invites_enters_and_withdraws(self, secretariat, appeal, party):
        representative(party)
        desk = reverse("appeal_desk", args=[appeal.pk])
        assert "Invite 1 member" in secretariat.get(desk).content.decode()
        OrganisationFactory()
        invite = reverse("appeal_invite", args=[appeal.pk])
        text = secretariat.post(invite, follow=True).content.decode()
        assert "1 member has no representative" in text
        assert OrganisationSignature.objects.get().state == "invited"
        data = {"organisation": "", "names_en": "Neighbours", "acronym": "N", "place": ""}
        answer = secretariat.post(reverse("appeal_admit", args=[appeal.pk]), data)
        assert answer.status_code == 302
        entered = OrganisationSignature.objects.get(way="admitted")
        withdraw = reverse("appeal_withdraw", args=[appeal.pk, entered.pk])
        assert withdraw in secretariat.get(desk).content.decode()
        secretariat.post(withdraw, {"reason": "They wrote to us."})
        entered.refresh_from_db()
        assert entered.state == "withdrawn"
        assert "They wrote to us." in secretariat.get(desk).content.decode()

    def test_an_organisation_or_a_name_not_both(self, secretariat, appeal, party):
        address = reverse("appeal_admit", args=[appeal.pk])
        for data in ({}, {"organisation": party.pk, "names_en": "Neighbours"}):
            assert (
                "one of the two"
                in secretariat.post(address, data or {"acronym": "x"}).content.decode()
            )
        assert not OrganisationSignature.objects.exists()

    def test_a_coordinator_looks_and_enters_nothing(self, coordinator, appeal):
        assert coordinator.get(reverse("appeal_desk", args=[appeal.pk])).status_code == 200
        for name in ("appeal_invite", "appeal_admit"):
            answer = coordinator.post(reverse(name, args=[appeal.pk]), {"names_en": "N"})
            assert answer.status_code == 302
        assert not OrganisationSignature.objects.exists()

    @pytest.mark.parametrize("role", ["editors", "translators"])
    def test_others_do_not_look(self, appeal, role):
        answer = signed_in(colleague(role)).get(reverse("appeal_desk", args=[appeal.pk]))
        assert answer.status_code == 302

    def test_nobody_who_is_not_shown_is_named(self, secretariat, appeal):
        person(appeal, PlaceFactory(), 1, "hidden", family_name="Canaryson")
        text = secretariat.get(reverse("appeal_desk", args=[appeal.pk])).content.decode()
        assert "Canaryson" not in text


class TestStatistics:
    def test_small_groups_of_hidden_people_are_merged(self):
        merged = merge_small(
            [
                Tally("Chile", 50, 20),
                Tally("Peru", 40, 0),
                Tally("Togo", 30, 2),
                Tally("Mali", 3, 3),
            ]
        )
        assert [(one.label, one.people, one.hidden) for one in merged] == [
            ("Chile", 50, 20),
            ("Peru", 40, 0),
            ("others", 33, 5),
        ]

    def test_one_small_group_takes_another_in(self):
        merged = merge_small([Tally("Chile", 50, 20), Tally("Peru", 40, 0), Tally("Mali", 1, 1)])
        assert [(one.label, one.people) for one in merged] == [("Peru", 40), ("others", 51)]

    def test_where_all_are_shown_nothing_is_merged(self):
        tallies = [Tally("Chile", 2, 0), Tally("Peru", 1, 0)]
        assert merge_small(tallies) == tallies

    def test_people_over_time_by_country_language_and_source(self, appeal):
        chile, peru = PlaceFactory(labels={"en": "Chile"}), PlaceFactory(labels={"en": "Peru"})
        for n in range(1, 7):
            month = datetime.date(2026, 1 if n < 3 else 3, 1)
            person(appeal, chile if n < 5 else peru, n, month=month, source="kit" if n < 3 else "")
        person(appeal, chile, 9, state="invalid")
        time, countries, languages, sources = charts_of_people(appeal)
        assert time.series[0].values == (2, 2, 6)
        assert dict(zip(countries.labels, countries.series[0].values, strict=True)) == {
            "Chile": 4,
            "Peru": 2,
        }
        assert languages.series[0].values == (6,)
        assert dict(zip(sources.labels, sources.series[0].values, strict=True)) == {
            "not said": 4,
            "kit": 2,
        }


class TestHandOver:
    @pytest.fixture
    def over(self, campaign):
        return make_appeal(campaign, ends_at=YESTERDAY, organisations=2, people=3)

    def test_it_is_written_down_and_shown_in_every_language(
        self, client, coordinator, over, campaign
    ):
        address = reverse("appeal_hand_over", args=[over.pk])
        data = {
            "to_en": "The Security Council",
            "to_fr": "le Conseil de sécurité",
            "to_es": "el Consejo de Seguridad",
            "on": timezone.localdate().isoformat(),
        }
        assert coordinator.get(address).status_code == 200
        assert coordinator.post(address, data).status_code == 302
        client.logout()
        assert "Handed over to The Security Council" in client.get(campaign.url).content.decode()
        french = client.get(translate(campaign, "fr").url).content.decode()
        assert "le Conseil de sécurité" in french

    def test_not_while_it_can_be_signed_nor_on_another_day(self, coordinator, campaign, over):
        by = UserFactory()
        for on in (timezone.localdate() + datetime.timedelta(days=1), datetime.date(2020, 1, 1)):
            with pytest.raises(Exception, match="between its end and today"):
                hand_over(appeal=over, on=on, to={"en": "X"}, by=by)
        Appeal.objects.update(ends_at=None)
        with pytest.raises(Exception, match="still be signed"):
            hand_over(appeal=over, on=timezone.localdate(), to={"en": "X"}, by=by)
        assert Appeal.objects.get().handed_over_on is None

    @pytest.mark.parametrize("language", ["en", "fr", "es"])
    def test_the_document_names_who_agreed_to_it(
        self, coordinator, over, campaign, region, language
    ):
        if language != "en":
            translate(campaign, language)
        country = PlaceFactory(parent=region, labels={"en": "Chile", "fr": "Chili", "es": "Chile"})
        OrganisationSignature.objects.create(
            appeal=over,
            names={"en": "Workers’ Party"},
            acronym="WP",
            place=country,
            state="signed",
            signed_at=YESTERDAY,
        )
        person(over, country, 1, "full", family_name="Shownson")
        person(over, country, 2, "first", given_name="Firstina", family_name="Canaryson")
        person(over, country, 3, "hidden", given_name="Canaryna", family_name="Canaryson")
        person(over, country, 4, "full", family_name="Canaryson", state="withdrawn")
        answer = coordinator.get(reverse("appeal_pdf", args=[over.pk, language]))
        assert answer["Content-Type"] == "application/pdf"
        pages = pypdf.PdfReader(io.BytesIO(answer.content)).pages
        text = " ".join(page.extract_text() for page in pages)
        for words in ("Workers’ Party (WP)", "Rosa Shownson", "Firstina", "Europe"):
            assert words in text
        assert "Canary" not in text


def test_ways_of_signing_are_the_secretariats(secretariat, coordinator, region):
    address = "/admin/snippets/campaigns/signingpolicy/add/"
    assert secretariat.get(address).status_code == 200
    assert coordinator.get(address).status_code == 302
    party = OrganisationFactory()
    data = {"organisation": party.pk, "second_approval": "on"}
    assert secretariat.post(address, data).status_code == 302
    assert party.signing_policy.second_approval


def test_a_document_of_thousands_can_be_typeset(coordinator, campaign, region):
    appeal = make_appeal(campaign, ends_at=YESTERDAY)
    country = PlaceFactory(parent=region)
    OrganisationSignature.objects.bulk_create(
        OrganisationSignature(
            appeal=appeal,
            names={"en": f"Workers’ Party of the Province {n}"},
            place=country,
            state="signed",
            signed_at=YESTERDAY,
        )
        for n in range(3000)
    )
    Signature.objects.bulk_create(
        Signature(
            appeal=appeal,
            given_name="Rosa",
            family_name=f"Lindgren {n}",
            country=country,
            language="en",
            shown="full",
            state="confirmed",
            number=n,
            month=datetime.date(2026, 1, 1),
        )
        for n in range(1, 10_001)
    )
    answer = coordinator.get(reverse("appeal_pdf", args=[appeal.pk, "en"]))
    assert answer["Content-Type"] == "application/pdf"
