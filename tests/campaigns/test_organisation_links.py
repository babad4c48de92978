"""Links by which an organisation signs, and by which a second person approves."""

import re

import pytest
from django.core import mail
from django.utils import timezone

from campaigns.models import Appeal, OrganisationSignature, SigningPolicy
from campaigns.services import organisations as services
from cms.core.links import LinkExpired, LinkInvalid
from tests import sent_once
from tests.campaigns.conftest import representative
from tests.campaigns.test_organisations_sign import counted
from tests.factories import OrganisationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once")]
State = OrganisationSignature.State


@pytest.fixture
def leader(party):
    return representative(party)


@pytest.fixture(autouse=True)
def _patient(monkeypatch):
    monkeypatch.setattr("cms.core.public_forms.guard.MIN_SECONDS", 0)


def press(client, link, served):
    """Press the button of the page that the link has opened."""
    opened = re.search(r'name="opened" value="([^"]+)"', served.content.decode())[1]
    return client.post(link, {"opened": opened}, headers={"sec-fetch-site": "same-origin"})


class TestByLink:
    @pytest.fixture
    def link(self, appeal, party, leader):
        """The link that the party's leader was sent."""
        OrganisationFactory()
        leader.language = "fr"
        leader.save()
        assert services.invite(appeal=appeal, by=UserFactory()) == 1
        assert [one.to for one in mail.outbox] == [[leader.email]]
        assert "La paix maintenant" in mail.outbox[0].subject
        return re.search(r"/fr/appeals/sign/\S+/", mail.outbox[0].body)[0]

    def test_opening_it_signs_nothing_and_its_button_does(self, client, appeal, party, link):
        served = client.get(link)
        assert served.status_code == 200
        assert party.names["fr"] in served.content.decode()
        assert "no-store" in served["Cache-Control"]
        assert "sessionid" not in client.cookies
        assert counted(appeal) == 0
        answer = press(client, link, served)
        assert answer["Location"] == "/fr/appeals/signed/"
        assert client.get(answer["Location"]).status_code == 200
        assert counted(appeal) == 1
        signature = OrganisationSignature.objects.get()
        assert (signature.organisation, signature.way) == (party, "link")
        assert client.get(link).status_code == 410
        assert press(client, link, served)["Location"] == answer["Location"]
        sent_once.wait()
        assert press(client, link, served).status_code == 410
        assert counted(appeal) == 1

    def test_nobody_is_invited_twice(self, appeal, link):
        assert services.invite(appeal=appeal, by=UserFactory()) == 0
        assert len(mail.outbox) == 1

    def test_it_opens_nothing_once_its_owner_speaks_for_the_party_no_longer(
        self, client, appeal, party, leader, link
    ):
        served = client.get(link)
        leader.person.representations.all().delete()
        assert press(client, link, served).status_code == 410
        assert counted(appeal) == 0
        with pytest.raises(LinkInvalid):
            services.sign_by_link(token="nonsense")

    def test_it_is_void_once_the_party_has_signed_in_the_extranet(
        self, client, appeal, party, leader, link
    ):
        services.sign(appeal=appeal, organisation=party, by=leader)
        assert client.get(link).status_code == 410


class TestApprovingByLink:
    """The second person of an organisation that wants one gets a link."""

    @pytest.fixture
    def second(self, party, leader):
        """Somebody else who speaks for the party, and reads Spanish."""
        user = representative(party, "international")
        user.language = "es"
        user.save()
        return user

    @pytest.fixture
    def link(self, appeal, party, leader, second):
        """The link that they were sent once the leader had signed."""
        SigningPolicy.objects.create(organisation=party)
        services.sign(appeal=appeal, organisation=party, by=leader)
        assert [one.to for one in mail.outbox] == [[second.email]]
        assert "Paz ahora" in mail.outbox[0].subject
        assert leader.name in mail.outbox[0].body
        return re.search(r"/es/appeals/approve/\S+/", mail.outbox[0].body)[0]

    def test_opening_it_approves_nothing_and_its_button_does(
        self, client, appeal, leader, second, link
    ):
        served = client.get(link)
        assert (served.status_code, counted(appeal)) == (200, 0)
        assert leader.name in served.content.decode()
        assert "no-store" in served["Cache-Control"]
        assert not client.cookies
        answer = press(client, link, served)
        assert answer["Location"] == "/es/appeals/approved/"
        assert client.get(answer["Location"]).status_code == 200
        signature = OrganisationSignature.objects.get()
        assert (signature.state, signature.approved_by) == (State.SIGNED, second)
        assert counted(appeal) == 1
        assert client.get(link).status_code == 410
        assert press(client, link, served)["Location"] == answer["Location"]
        sent_once.wait()
        assert press(client, link, served).status_code == 410
        assert counted(appeal) == 1

    def test_only_a_digest_of_it_is_kept_and_it_expires(self, client, appeal, link):
        secret = link.split("/")[-2].split(".")[1]
        row = OrganisationSignature.objects.get()
        assert secret not in str(vars(row))
        row.expires_at = timezone.now()
        row.save()
        assert client.get(link).status_code == 410
        with pytest.raises(LinkExpired):
            services.approve_by_link(token=link.split("/")[-2])
        assert counted(appeal) == 0

    def test_it_signs_nothing_and_a_link_to_sign_approves_nothing(self, client, appeal, link):
        assert client.get(link.replace("/approve/", "/sign/")).status_code == 410
        token = link.split("/")[-2]
        with pytest.raises(LinkInvalid):
            services.sign_by_link(token=token)
        OrganisationSignature.objects.update(state=State.INVITED)
        assert client.get(link).status_code == 410
        with pytest.raises(LinkInvalid):
            services.approve_by_link(token=token)

    @pytest.mark.parametrize("why", ["withdrawn", "approved", "speaks no longer", "ended"])
    def test_it_leads_no_further(self, client, appeal, party, leader, second, link, why):
        served = client.get(link)
        signature = OrganisationSignature.objects.get()
        if why == "withdrawn":
            services.withdraw(signature=signature, by=leader, reason="A mistake.")
        elif why == "approved":
            services.approve(signature=signature, by=representative(party, "delegate"))
        elif why == "speaks no longer":
            second.person.representations.all().delete()
        else:
            Appeal.objects.update(ends_at=timezone.now())
        assert press(client, link, served).status_code == 410
        assert counted(appeal) == (1 if why == "approved" else 0)

    def test_who_signed_gets_no_link_even_where_nobody_else_could(self, appeal, party, leader):
        SigningPolicy.objects.create(organisation=party)
        services.sign(appeal=appeal, organisation=party, by=leader)
        assert mail.outbox == []
        assert OrganisationSignature.objects.get().state == State.TO_APPROVE

    def test_where_one_is_enough_nobody_is_asked(self, appeal, party, leader, second):
        services.sign(appeal=appeal, organisation=party, by=leader)
        assert mail.outbox == []
