"""Who may see what: every role, before, during and after its mandate."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.directory.models import Body, Mandate
from extranet.core.models import AuditEntry
from extranet.core.services.audit import record
from extranet.core.standing import READERS, standing_of
from extranet.documents.models import Document, Share
from extranet.meetings.models import Meeting, MeetingGuest
from tests.factories.directory import BodyFactory, MandateFactory, PersonFactory, UserFactory
from tests.factories.extranet import (
    AgendaItemFactory,
    DocumentFactory,
    MeetingFactory,
    PaperFactory,
    delegate,
    secretary,
)

pytestmark = [pytest.mark.django_db, pytest.mark.databases]
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def body():
    return BodyFactory(code="committee")


@pytest.mark.parametrize("role", Mandate.Role.values)
@pytest.mark.parametrize("opened", [True, False])
def test_a_role_reads_its_body_or_what_is_open_to_guests(body, role, opened):
    user = delegate(body, role)
    document = DocumentFactory(body=body, open_to_guests=opened)
    meeting = MeetingFactory(body=body, open_to_guests=opened)
    seen = role in READERS or opened
    assert Document.objects.visible_to(user).filter(pk=document.pk).exists() is seen
    assert Meeting.objects.visible_to(user).filter(pk=meeting.pk).exists() is seen


def test_another_body_and_a_superuser_see_nothing(body):
    DocumentFactory(body=body, open_to_guests=True)
    MeetingFactory(body=body, open_to_guests=True)
    superuser = get_user_model().objects.create_superuser("root@example.org", "password")
    for user in (delegate(BodyFactory()), superuser, UserFactory(), delegate()):
        assert not Document.objects.visible_to(user).exists()
        assert not Meeting.objects.visible_to(user).exists()


def test_the_secretariat_sees_everything_drafts_too(body):
    DocumentFactory(body=body)
    draft = Document.objects.create(folder=DocumentFactory(body=body).folder, title="Draft")
    user = secretary()
    assert Document.objects.visible_to(user).count() == 3
    assert draft not in Document.objects.visible_to(delegate(body))
    assert draft in Document.objects.visible_to(delegate(body, Mandate.Role.CHAIR))


def test_a_right_ends_the_moment_its_mandate_does(body):
    user = delegate(body)
    document = DocumentFactory(body=body)
    mandate = Mandate.objects.get()
    mandate.ended_at = timezone.now()
    mandate.save()
    second = datetime.timedelta(seconds=1)
    before = standing_of(user, mandate.ended_at - second)
    after = standing_of(user, mandate.ended_at + second)
    assert document in Document.objects.visible_to(before)
    assert document not in Document.objects.visible_to(after)


def test_somebody_whose_account_is_closed_has_no_right(body):
    user = delegate(body)
    user.is_active = False
    DocumentFactory(body=body)
    assert not Document.objects.visible_to(user).exists()


def test_a_share_lets_read_until_its_moment(body):
    other, named = delegate(BodyFactory()), delegate()
    document = DocumentFactory(body=body)
    until = timezone.now() + HOUR
    Share.objects.create(document=document, body=other.person.mandates.get().body, until=until)
    Share.objects.create(document=document, person=named.person, until=until)
    for user in (other, named):
        assert document in Document.objects.visible_to(user)
        assert not Document.objects.visible_to(standing_of(user, until)).exists()
    Share.objects.update(revoked_at=timezone.now())
    for user in (other, named):
        assert not Document.objects.visible_to(user).exists()


def test_a_guest_by_name_sees_the_meeting_and_its_open_papers(body):
    user = delegate()
    meeting = MeetingFactory(body=body)
    open_item = AgendaItemFactory(meeting=meeting)
    closed_item = AgendaItemFactory(meeting=meeting, closed_to_guests=True)
    opened = DocumentFactory(body=body, open_to_guests=True)
    PaperFactory(item=open_item, version=opened.current)
    PaperFactory(item=open_item)
    PaperFactory(item=closed_item, version=DocumentFactory(body=body, open_to_guests=True).current)
    until = timezone.now() + HOUR
    MeetingGuest.objects.create(meeting=meeting, person=user.person, until=until)
    assert list(Meeting.objects.visible_to(user)) == [meeting]
    assert list(Document.objects.visible_to(user)) == [opened]
    assert not Meeting.objects.visible_to(standing_of(user, until)).exists()
    assert not Document.objects.visible_to(standing_of(user, until)).exists()


def test_a_meeting_is_nobodys_before_it_is_convened(body):
    meeting = MeetingFactory(body=body, state="draft", convened_at=None, open_to_guests=True)
    assert not Meeting.objects.visible_to(delegate(body)).exists()
    assert list(Meeting.objects.visible_to(delegate(body, Mandate.Role.CHAIR))) == [meeting]


def test_the_auditors_office_audits_every_body_a_bodys_auditor_only_that(body):
    office = BodyFactory(kind=Body.Kind.OFFICE)
    auditor, of_body = delegate(office, "auditor"), delegate(body, "auditor")
    other = BodyFactory()
    assert standing_of(auditor).may_audit(other.pk)
    assert not standing_of(auditor).may_read(other.pk)
    assert standing_of(of_body).may_audit(body.pk)
    assert not standing_of(of_body).may_audit(other.pk)


def test_a_standing_costs_two_queries_however_many_mandates(body, django_assert_num_queries):
    user = delegate(body)
    for _n in range(5):
        MandateFactory(person=user.person)
    with django_assert_num_queries(2):
        assert len(standing_of(user).reads) == 6


def test_the_person_decides_not_the_account(body):
    DocumentFactory(body=body)
    MandateFactory(body=body, person=PersonFactory())
    assert not Document.objects.visible_to(UserFactory()).exists()


@pytest.mark.parametrize("write", ["update", "delete"])
def test_the_log_of_what_was_done_only_grows(body, write):
    user = secretary()
    entry = record("meeting.convened", MeetingFactory(body=body), actor=user, body=body)
    rows = AuditEntry.objects.filter(pk=entry.pk)
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        rows.update(action="nothing") if write == "update" else rows.delete()
    # Whoever did it can still be forgotten.
    user.delete()
    assert rows.get().actor is None
