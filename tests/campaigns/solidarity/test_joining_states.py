"""When, and for whom, a declaration can be joined: its states by the roles of who comes."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from campaigns.errors import SigningRefused
from campaigns.services import organisations as services
from campaigns.services import signing
from tests.campaigns.conftest import representative
from tests.campaigns.solidarity.joined import (
    address,
    counted,
    for_people,
    invited,
    make_declaration,
    open_to_join,
    press,
    replace_position,
    text_of,
    unpublish,
    withdraw_position,
)
from tests.campaigns.tools import HERE, consent, last_mail, link_in, place, recounted, sign
from tests.factories import OrganisationFactory, UserFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("site", "on_commit_at_once", "unindexed"),
]
NO_MORE = {
    "withdrawn": withdraw_position,
    "replaced": replace_position,
    "unpublished": unpublish,
    "private": lambda page: [
        PageViewRestriction.objects.create(page=one, restriction_type="login")
        for one in page.get_translations(inclusive=True)
    ],
}
no_more = pytest.mark.parametrize("why", NO_MORE)


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


@pytest.mark.databases
@no_more
def test_what_stands_no_longer_takes_no_organisation(client, page, appeal, party, leader, why):
    link = invited(appeal, leader)
    served = client.get(link)
    other = OrganisationFactory()
    NO_MORE[why](page)
    assert press(client, link, served).status_code == 404
    assert client.get(link).status_code == 404
    client.force_login(leader)
    assert client.get(address(appeal, party)).status_code == 404
    assert client.post(address(appeal, party), {"act": "sign"}).status_code == 404
    overview = text_of(client.get(reverse("account_overview"), follow=True))
    assert appeal.code not in overview
    with pytest.raises(SigningRefused, match="cannot join this declaration now"):
        services.sign(appeal=appeal, organisation=party, by=leader)
    with pytest.raises(SigningRefused):
        services.sign_by_link(token=link.split("/")[-2])
    with pytest.raises(SigningRefused):
        services.invite(appeal=appeal, by=UserFactory())
    assert other.signatures.count() == 0
    assert counted(appeal) == 0


@no_more
def test_what_stands_no_longer_takes_nobody(client, page, appeal, why):
    consent()
    for_people(appeal)
    row = sign(appeal, country=place())
    link = link_in_confirmation(row)
    for path in ("sign/", "sign/sent/", "sign/again/", "people/"):
        assert client.get(f"/en/appeals/{appeal.code}/{path}").status_code == 200
    NO_MORE[why](page)
    for path in ("sign/", "sign/sent/", "sign/again/", "people/"):
        assert client.get(f"/en/appeals/{appeal.code}/{path}").status_code == 404
    answer = client.get(link)
    assert answer.status_code == 410
    assert "The declaration is closed" in text_of(answer)
    assert client.post(link, headers=HERE).status_code == 410
    with pytest.raises(signing.SigningClosed):
        signing.confirm(token=link.split("/")[-2])
    assert recounted(appeal) == (0, 0)


def link_in_confirmation(row) -> str:
    """Return the path of the link that somebody was sent to confirm."""
    signing.write_to(row)
    return link_in(last_mail(), "confirm")


def test_who_had_joined_can_leave_what_was_withdrawn(client, page, appeal, party, leader):
    services.sign(appeal=appeal, organisation=party, by=leader)
    withdraw_position(page)
    shown = text_of(client.get(page.url))
    assert party.name in shown
    assert "nobody can join it" in shown
    assert "Join as an organisation" not in shown
    client.force_login(leader)
    client.post(address(appeal, party), {"act": "withdraw", "reason": "It is withdrawn."})
    assert counted(appeal) == 0
    # Now that nothing stands there is nothing to see.
    assert client.get(address(appeal, party)).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("leader", 200),
        ("international", 200),
        ("delegate", 200),
        ("youth", 404),
        ("women", 404),
        ("stranger", 404),
        ("guest", 404),
        ("of another", 404),
        ("nobody", 302),
    ],
)
@pytest.mark.parametrize("state", ["open", "over", "before", "withdrawn"])
def test_who_finds_the_page_to_join(client, page, party, who, status, state):
    days = {"before": {"organisations_from": None, "people_from": None}}
    appeal = open_to_join(page, **days.get(state, {}))
    if state == "over":
        appeal.ends_at = appeal.organisations_from
        appeal.save()
    elif state == "withdrawn":
        withdraw_position(page)
        status = 302 if who == "nobody" else 404
    if who == "guest":
        party = OrganisationFactory(status="guest")
        client.force_login(representative(party))
    elif who == "of another":
        client.force_login(representative(OrganisationFactory()))
    elif who == "stranger":
        client.force_login(UserFactory())
    elif who != "nobody":
        client.force_login(representative(party, who))
    answer = client.get(address(appeal, party))
    assert answer.status_code == status
    if status == 200:
        assert ("Join as an organisation" in text_of(answer)) is (state == "open")
        assert ("cannot join this declaration now" in text_of(answer)) is (state != "open")
    client.post(address(appeal, party), {"act": "sign"})
    assert counted(appeal) == (status == 200 and state == "open")
