"""Organisations join a declaration as they sign an appeal: signed in or by a link, one each."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from campaigns.models import OrganisationSignature, SigningPolicy
from campaigns.services import organisations as services
from campaigns.services import signing
from cms.core import links
from tests import sent_once
from tests.campaigns.conftest import make_appeal as make_campaign_appeal
from tests.campaigns.conftest import member, representative
from tests.campaigns.solidarity.joined import (
    TITLES,
    address,
    counted,
    for_people,
    invited,
    make_declaration,
    open_to_join,
    press,
    text_of,
)
from tests.campaigns.tools import HERE, consent, fresh, last_mail, link_in, place, recounted
from tests.factories import OrganisationFactory, UserFactory
from tests.factories.pages import make_solidarity

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("site", "on_commit_at_once", "unindexed"),
]
State = OrganisationSignature.State


@pytest.fixture
def page(site):
    return make_declaration()


@pytest.fixture
def appeal(page):
    return open_to_join(page)


@pytest.fixture
def leader(party):
    return representative(party)


@pytest.fixture(autouse=True)
def _patient(monkeypatch):
    monkeypatch.setattr("cms.core.public_forms.guard.MIN_SECONDS", 0)


def test_from_joining_to_leaving_in_the_account(client, page, appeal, party, leader):
    client.force_login(leader)
    overview = text_of(client.get(reverse("account_overview"), follow=True))
    assert "Declarations that your organisation can join" in overview
    assert "Appeals to sign" not in overview
    assert address(appeal, party) in overview
    shown = text_of(client.get(address(appeal, party)))
    assert f'<a href="{page.url}">With the strikers</a>' in shown
    assert f"With the button {party} joins this declaration" in shown
    client.post(address(appeal, party), {"act": "sign"})
    assert counted(appeal) == 1
    assert party.name in text_of(client.get(page.url))
    assert "Joined." in text_of(client.get(reverse("account_overview"), follow=True))
    assert f", by {leader.name}." in text_of(client.get(address(appeal, party)))
    leaving = {"act": "withdraw", "reason": ""}
    assert client.post(address(appeal, party), leaving).status_code == 422
    client.post(address(appeal, party), leaving | {"reason": "Our congress decided."})
    assert counted(appeal) == 0
    kept = OrganisationSignature.objects.get()
    assert (kept.state, kept.withdrawal_reason) == (State.WITHDRAWN, "Our congress decided.")
    shown = text_of(client.get(page.url))
    assert party.name not in shown
    assert "congress" not in shown
    client.post(address(appeal, party), {"act": "sign"})
    assert counted(appeal) == 1


def test_campaigns_and_declarations_stand_apart_in_the_account(
    client, appeal, campaign, party, leader
):
    make_campaign_appeal(campaign)
    client.force_login(leader)
    shown = text_of(client.get(reverse("account_overview"), follow=True))
    headings = ["Appeals to sign for your organisation", "/peace-now/for/"]
    headings += ["Declarations that your organisation can join", "/with-the-strikers/for/"]
    places = [shown.index(one) for one in headings]
    assert places == sorted(places)


def test_by_the_link_that_was_mailed(client, page, appeal, party, leader):
    OrganisationFactory()
    link = invited(appeal, leader)
    assert [one.to for one in mail.outbox] == [[leader.email]]
    assert TITLES["fr"] in mail.outbox[0].subject
    served = client.get(link)
    assert page.get_translations().get(locale__language_code="fr").url in text_of(served)
    assert counted(appeal) == 0
    assert press(client, link, served)["Location"] == "/fr/appeals/signed/"
    assert counted(appeal) == 1
    signature = OrganisationSignature.objects.get()
    assert (signature.organisation, signature.way) == (party, "link")
    assert client.get(link).status_code == 410
    sent_once.wait()
    assert press(client, link, served).status_code == 410
    assert counted(appeal) == 1


def test_the_mail_speaks_of_joining(appeal, party, leader):
    invited(appeal, leader, "en")
    written = mail.outbox[0]
    assert written.subject == "Join “With the strikers”"
    assert "can join the solidarity declaration “With the strikers”" in written.body
    assert f"With the link below {party.name} joins it." in written.body
    assert "sign" not in written.body.replace("/appeals/sign/", "").replace("signed", "")


def test_a_second_person_approves(client, appeal, party, leader):
    SigningPolicy.objects.create(organisation=party)
    second = representative(party, "international")
    client.force_login(leader)
    client.post(address(appeal, party), {"act": "sign"})
    assert counted(appeal) == 0
    client.logout()
    assert last_mail().to == [second.email]
    link = link_in(last_mail(), "approve")
    served = client.get(link)
    assert f"{leader.name} has joined for {party}." in text_of(served)
    press(client, link, served)
    assert counted(appeal) == 1


def test_five_parties_called_alike_stay_five(client, page, appeal, region):
    parties = [member(region, names={"en": "Socialist Party"}) for _n in range(5)]
    for one in parties:
        services.sign(appeal=appeal, organisation=one, by=representative(one))
    assert counted(appeal) == 5
    for url in (page.url, f"{page.url}signatories/"):
        shown = text_of(client.get(url))
        assert shown.count("Socialist Party") == 5
        assert all(one.place.label in shown for one in parties)
    rows = OrganisationSignature.objects.order_by("pk")
    services.withdraw(signature=rows[2], by=UserFactory(), reason="A mistake.")
    assert counted(appeal) == 4
    shown = text_of(client.get(page.url))
    assert [one for one in parties if one.place.label not in shown] == [parties[2]]


def test_it_stays_as_it_was_called(client, page, appeal, party, leader):
    name = party.name
    services.sign(appeal=appeal, organisation=party, by=leader)
    party.names = {"en": "Renamed since"}
    party.save()
    shown = text_of(client.get(page.url))
    assert name in shown
    assert "Renamed since" not in shown


def test_people_sign_where_the_secretariat_opened_it(client, page, appeal):
    text, country = consent(), place()
    assert "Sign the declaration" not in text_of(client.get(page.url))
    closed = text_of(client.get(f"/en/appeals/{appeal.code}/sign/"))
    assert "Organisations alone sign here" in closed
    for_people(appeal)
    form = f"/en/appeals/{appeal.code}/sign/"
    assert f'href="{form}"' in text_of(client.get(page.url))
    served = text_of(client.get(form))
    assert "<h1>Sign the declaration</h1>" in served
    assert "Read the whole declaration" in served
    opened = re.search(r'name="opened" value="([^"]+)"', served)[1]
    who = {"given_name": "Ana", "family_name": "Ruiz", "email": "ana@example.org"}
    how = {"country": country.code, "shown": "full", "consent": text.pk, "opened": opened}
    assert client.post(form, who | how, headers=HERE)["Location"] == f"{form}sent/"
    link = link_in(last_mail(), "confirm")
    assert "Read the whole declaration" in text_of(client.get(link))
    mine = client.post(link, headers=HERE)["Location"]
    assert "Back to the declaration" in text_of(client.get(mine))
    assert page.url in text_of(client.get(mine))
    assert recounted(appeal) == (1, 1)
    shown = text_of(client.get(page.url))
    assert f'<a href="/en/appeals/{appeal.code}/people/">1 person has signed.</a>' in shown
    row = appeal.signatures.get()
    assert fresh(row).state == "confirmed"
    with pytest.raises(links.LinkInvalid):
        signing.confirm(token=link.split("/")[-2])


def test_one_appeal_on_a_declaration_is_not_on_another(client, page, appeal, party, leader):
    services.sign(appeal=appeal, organisation=party, by=leader)
    other = make_solidarity()
    assert party.name not in text_of(client.get(other.url))
    assert client.get(f"{other.url}signatories/").status_code == 404
