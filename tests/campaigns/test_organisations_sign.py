"""Organisations sign through who speaks for them, and the counter follows."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file

from campaigns.errors import SigningRefused
from campaigns.models import Appeal, OrganisationSignature, SigningPolicy
from campaigns.services import organisations as services
from campaigns.signers import organisations_of
from cms.media.models import SiteImage
from tests.campaigns.conftest import member, representative
from tests.factories import MandateFactory, OrganisationFactory, PersonFactory, UserFactory
from tests.media.picture_files import moving

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once")]
State = OrganisationSignature.State


def counted(appeal) -> int:
    """Return the counter, which equals a recount."""
    number = Appeal.objects.get(pk=appeal.pk).organisations
    assert number == OrganisationSignature.objects.signed().filter(appeal=appeal).count()
    return number


@pytest.fixture
def leader(party):
    return representative(party)


def address(appeal, party) -> str:
    return f"/en/appeals/{appeal.code}/for/{party.code}/"


def test_a_representative_signs_once(appeal, party, leader):
    signature = services.sign(appeal=appeal, organisation=party, by=leader)
    assert (signature.state, signature.signed_by_name) == (State.SIGNED, leader.name)
    assert counted(appeal) == 1
    with pytest.raises(SigningRefused, match="already"):
        services.sign(appeal=appeal, organisation=party, by=leader)
    assert counted(appeal) == 1


def test_what_it_was_called_stays(appeal, party, leader):
    name = party.name
    services.sign(appeal=appeal, organisation=party, by=leader)
    party.names, party.acronym = {"en": "Renamed"}, "R"
    party.save()
    signature = OrganisationSignature.objects.get()
    assert (signature.name, signature.acronym) == (name, "PS")
    assert signature.place == party.place


def test_five_parties_called_alike_stay_five(appeal, region):
    parties = [member(region, names={"en": "Socialist Party"}) for _n in range(5)]
    for party in parties:
        services.sign(appeal=appeal, organisation=party, by=representative(party))
    assert counted(appeal) == 5
    rows = OrganisationSignature.objects.order_by("pk")
    assert [(row.organisation, row.acronym, row.place) for row in rows] == [
        (party, "PS", party.place) for party in parties
    ]
    services.withdraw(signature=rows[2], by=UserFactory(), reason="Our congress decided.")
    left = OrganisationSignature.objects.signed().order_by("pk")
    assert [row.organisation for row in left] == [*parties[:2], *parties[3:]]
    assert counted(appeal) == 4


@pytest.mark.parametrize("role", ["leader", "international", "delegate"])
def test_who_speaks_for_the_whole_signs(party, role):
    assert list(organisations_of(representative(party, role))) == [party]


@pytest.mark.parametrize("role", ["youth", "women"])
def test_who_speaks_for_a_part_does_not(appeal, party, role):
    with pytest.raises(SigningRefused):
        services.sign(appeal=appeal, organisation=party, by=representative(party, role))
    assert counted(appeal) == 0


def test_who_holds_a_mandate_signs_while_it_lasts(party):
    user = UserFactory()
    mandate = MandateFactory(person=PersonFactory(user=user), organisation=party)
    assert list(organisations_of(user)) == [party]
    mandate.ended_at = timezone.now() - datetime.timedelta(seconds=1)
    mandate.save()
    assert list(organisations_of(user)) == []


def test_a_guest_does_not_sign_by_itself(appeal):
    guest = OrganisationFactory(status="guest")
    with pytest.raises(SigningRefused):
        services.sign(appeal=appeal, organisation=guest, by=representative(guest))


@pytest.mark.parametrize(
    "moments",
    [
        {"organisations_from": timezone.now() + datetime.timedelta(days=1), "people_from": None},
        {"ends_at": timezone.now() - datetime.timedelta(minutes=1)},
        {"organisations_from": None},
    ],
)
def test_nobody_signs_before_or_after(appeal, party, leader, moments):
    Appeal.objects.filter(pk=appeal.pk).update(**moments)
    with pytest.raises(SigningRefused, match="now"):
        services.sign(appeal=appeal, organisation=party, by=leader)


def test_where_two_are_wanted_it_counts_with_the_second(appeal, party, leader):
    SigningPolicy.objects.create(organisation=party)
    signature = services.sign(appeal=appeal, organisation=party, by=leader)
    assert (signature.state, counted(appeal)) == (State.TO_APPROVE, 0)
    with pytest.raises(SigningRefused, match="Another person"):
        services.approve(signature=signature, by=leader)
    with pytest.raises(SigningRefused):
        services.approve(signature=signature, by=UserFactory())
    second = representative(party, "international")
    signature = services.approve(signature=signature, by=second)
    assert (signature.state, signature.approved_by, counted(appeal)) == (State.SIGNED, second, 1)
    with pytest.raises(SigningRefused, match="nothing to approve"):
        services.approve(signature=signature, by=second)
    assert counted(appeal) == 1


def test_a_signature_is_withdrawn_on_record_and_given_again(appeal, party, leader):
    signature = services.sign(appeal=appeal, organisation=party, by=leader)
    with pytest.raises(SigningRefused, match="Say why"):
        services.withdraw(signature=signature, by=leader, reason="  ")
    services.withdraw(signature=signature, by=leader, reason="Our congress decided.")
    with pytest.raises(SigningRefused):
        services.withdraw(signature=signature, by=leader, reason="Again.")
    assert counted(appeal) == 0
    services.sign(appeal=appeal, organisation=party, by=leader)
    assert counted(appeal) == 1
    kept = OrganisationSignature.objects.get(state=State.WITHDRAWN)
    assert kept.withdrawal_reason == "Our congress decided."
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationSignature.objects.filter(pk=kept.pk).update(withdrawal_reason="")


def test_the_data_base_knows_one_signature_an_organisation(appeal, party, leader):
    services.sign(appeal=appeal, organisation=party, by=leader)
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationSignature.objects.create(appeal=appeal, organisation=party, names=party.names)


def test_the_secretariat_enters_those_in_no_directory(appeal):
    by = UserFactory()
    for _n in range(2):
        services.admit(appeal=appeal, by=by, names={"en": "Neighbours for Peace"})
    assert counted(appeal) == 2
    guest = OrganisationFactory(status="guest")
    services.admit(appeal=appeal, by=by, organisation=guest)
    with pytest.raises(SigningRefused, match="already"):
        services.admit(appeal=appeal, by=by, organisation=guest)
    assert counted(appeal) == 3


def content(picture) -> bytes:
    with picture.open_file() as file:
        return file.read()


class TestLogo:
    """The logo of the day stays under the appeal."""

    @pytest.fixture
    def signature(self, appeal, party, leader):
        party.logo = SiteImage.objects.create(
            title="Logo", decorative=True, file=get_test_image_file(size=(40, 40))
        )
        party.save()
        return services.sign(appeal=appeal, organisation=party, by=leader)

    def test_another_file_of_the_picture_leaves_it(self, signature, party):
        before = content(signature.logo)
        picture = SiteImage.objects.get(pk=party.logo_id)
        old = picture.file
        picture.file = get_test_image_file(filename="new.png", size=(80, 80))
        picture.save()
        # As the admin does it once the new one is there.
        old.storage.delete(old.name)
        signature.refresh_from_db()
        assert signature.logo_id != party.logo_id
        assert (signature.logo.width, content(signature.logo)) == (40, before)
        assert SiteImage.objects.get(pk=party.logo_id).width == 80

    def test_a_logo_of_earlier_days_is_kept_though_it_would_not_be_taken_now(
        self, signature, party
    ):
        picture = SiteImage.objects.get(pk=party.logo_id)
        stored = default_storage.save("original_images/moving.gif", ContentFile(moving("GIF")))
        SiteImage.objects.filter(pk=picture.pk).update(file=stored)
        picture.file = get_test_image_file(filename="new.png", size=(80, 80))
        picture.save()
        signature.refresh_from_db()
        assert signature.logo_id != party.logo_id
        assert content(signature.logo) == moving("GIF")

    def test_another_title_makes_no_copy(self, signature, party):
        picture = SiteImage.objects.get(pk=party.logo_id)
        picture.title = "Our logo"
        picture.save()
        signature.refresh_from_db()
        assert (signature.logo_id, SiteImage.objects.count()) == (party.logo_id, 1)

    def test_the_picture_is_not_deleted(self, signature, party):
        party.logo = None
        party.save()
        with pytest.raises(ProtectedError):
            signature.logo.delete()


class TestSignedIn:
    def test_who_signs_for_nobody_finds_nothing(self, client, appeal, party):
        assert client.get(address(appeal, party)).status_code == 302
        client.force_login(UserFactory())
        assert client.get(address(appeal, party)).status_code == 404

    def test_from_signing_to_withdrawing(self, client, appeal, party, leader):
        client.force_login(leader)
        overview = client.get(reverse("account_overview"), follow=True).content.decode()
        assert address(appeal, party) in overview
        page = client.get(address(appeal, party)).content.decode()
        assert "Sign for the organisation" in page
        client.post(address(appeal, party), {"act": "sign"})
        assert counted(appeal) == 1
        # The form of the page before does nothing else than it said.
        assert client.post(address(appeal, party), {"act": "sign"}).status_code == 200
        assert counted(appeal) == 1
        answer = client.post(address(appeal, party), {"act": "withdraw", "reason": ""})
        assert answer.status_code == 422
        client.post(address(appeal, party), {"act": "withdraw", "reason": "We think again."})
        assert counted(appeal) == 0

    def test_the_second_person_approves(self, client, appeal, party, leader):
        SigningPolicy.objects.create(organisation=party)
        client.force_login(leader)
        client.post(address(appeal, party), {"act": "sign"})
        assert "Approve" not in client.get(address(appeal, party)).content.decode()
        client.force_login(representative(party, "delegate"))
        client.post(address(appeal, party), {"act": "approve"})
        assert counted(appeal) == 1
