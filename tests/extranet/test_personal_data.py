"""What the extranet holds about people: nothing that names somebody is forgotten."""

import re

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import ForeignKey
from django.utils import timezone
from django.utils.translation import override

from cms.core.personal_data import services
from cms.core.personal_data.sources import ModelSource, Subject, all_sources
from cms.directory.models import Mandate, Person
from extranet.core.models import AuditEntry
from extranet.demands.models import Demand, DemandUnit
from extranet.documents.models import Document, DocumentVersion, Reading, Share, StampedCopy
from extranet.documents.services import copies
from extranet.meetings.models import Attendance, CalendarToken, Meeting, MeetingGuest, Reply
from extranet.notices.models import Notice, NoticePreference
from extranet.records.models import Correction, Decision, DecisionNote, FollowUp, MinutesRevision
from extranet.records.services import decisions
from extranet.records.services import minutes as minutes_service
from tests.extranet.ballots.elections_tools import leave_traces as traces_of_elections
from tests.extranet.ballots.traces import leave_traces as traces_of_ballots
from tests.extranet.membership.things import leave_traces as traces_of_membership
from tests.extranet.polls import tools as polls
from tests.extranet.records.tools import DAY, approved, circulated, decided, held, task
from tests.factories.directory import BodyFactory, labels
from tests.factories.extranet import (
    AgendaItemFactory,
    DocumentFactory,
    MeetingFactory,
    PaperFactory,
    delegate,
)
from tests.media.papers import paper

pytestmark = [pytest.mark.django_db, pytest.mark.databases]
ROOMS = [app for app in apps.get_app_configs() if app.name.startswith("extranet.")]
# Columns that name somebody and need no source: each with its reason.
TOLD_ELSEWHERE = {
    "meetings.Attendance.mandate": "the person's own, who is in the same row",
    "ballots.Nomination.mandate": "the candidate's own, who is in the same row",
}


def names_somebody() -> set[str]:
    """Return every column of the extranet that leads to an account, a person or a mandate."""
    named = (get_user_model(), Person, Mandate)
    return {
        f"{model._meta.label}.{field.name}"
        for room in ROOMS
        for model in room.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.many_to_many or isinstance(field, ForeignKey)
        if field.related_model in named and not field.auto_created
    }


def of_the_extranet() -> list[ModelSource]:
    labels = {room.label for room in ROOMS}
    return [source for source in all_sources() if source.model._meta.app_label in labels]


def test_every_column_that_names_somebody_is_in_a_source_or_has_its_reason():
    covered = {
        f"{source.model._meta.label}.{path.partition('__')[0]}"
        for source in of_the_extranet()
        for path in (source.user_field, source.person_field)
        if path
    }
    assert names_somebody() - covered - set(TOLD_ELSEWHERE) == set(), "nobody hands these out"
    assert set(TOLD_ELSEWHERE) - names_somebody() == set(), "reasons for what is gone"
    assert len(covered) > 25


@pytest.fixture
def body(site):
    return BodyFactory(labels=labels("Board"))


@pytest.fixture
def user(body):
    """Somebody who has left a trace in every place there is."""
    user = delegate(body, "chair")
    person, mandate = user.person, user.person.mandates.get()
    colleague = delegate(body)
    theirs = colleague.person.mandates.get()
    document = DocumentFactory(body=body, created_by=user, content__uploaded_by=user)
    now = timezone.now()
    Reading.objects.create(version=document.current, user=user, name=user.name, action="seen")
    Share.objects.create(document=document, person=person, shared_by=user, until=now + DAY)
    pdf = DocumentFactory(body=body, content=paper("Read me.").pdf())
    copies.copy_for(version=pdf.current, user=user)
    for meeting in (held(body, created_by=user), MeetingFactory(body=body)):
        item = AgendaItemFactory(meeting=meeting, rapporteur=person)
        PaperFactory(item=item, tabled_by=user)
        MeetingGuest.objects.create(meeting=meeting, person=person, until=now, invited_by=user)
        answered = {"meeting": meeting, "replied_at": now, "replied_by": user}
        Reply.objects.create(mandate=mandate, answer="coming", note="Vegetarian", **answered)
        Reply.objects.create(mandate=theirs, answer="substitute", substitute=mandate, **answered)
    past = Meeting.objects.earliest("starts_at")
    there = {"meeting": past, "recorded_by": user}
    Attendance.objects.create(person=person, mandate=mandate, **there)
    other = colleague.person
    Attendance.objects.create(person=other, mandate=theirs, stands_for=mandate, **there)
    CalendarToken.objects.create(user=user, digest="0" * 64)
    NoticePreference.objects.create(user=user, declined=["convocation"])
    Notice.objects.create(
        user=user, kind="convocation", thing="meeting", key="1", fingerprint="1", send_after=now
    )
    made = circulated(past, user)
    asked = minutes_service.correct(minutes=made, text="Rather so.", by=user)
    minutes_service.settle(correction=asked, accepted=False, answer="No.", by=user)
    minutes_service.approve(minutes=made, at=held(body, days=-2), by=user)
    decision = decided(past, by=user)
    decisions.note(decision=decision, text="Read 12.", language="en", by=user)
    task(decision, person, by=user)
    demand = Demand.objects.create(
        body=body,
        subject="Soon",
        reason="Now",
        language="en",
        percent=30,
        roll_size=1,
        closes_at=now + DAY,
        opened_by=user,
    )
    DemandUnit.objects.create(demand=demand, mandate=mandate, requested_by=user, requested_at=now)
    traces_of_ballots(body, user, mandate, theirs)
    traces_of_elections(body, user)
    polls.choose(polls.asked(body, user), user, 1)
    traces_of_membership(body, user)
    return user


@pytest.fixture
def subject(user):
    return Subject(user.email, user.name, user.email, user, user.person)


# The tables whose rows the database itself keeps as they are.
KEPT = (AuditEntry, Reading, DocumentVersion, MinutesRevision, Correction, Decision, DecisionNote)


def test_everything_is_handed_out_with_labels_in_each_language(subject):
    told = {}
    for language in ("en", "fr", "es"):
        with override(language):
            told[language] = services.export(subject=subject, by=None)["held"]
    found = {entry["source"] for entry in told["en"]}
    assert {source.code for source in of_the_extranet()} - found == set()
    ours = {source.code for source in of_the_extranet()}
    for entries in zip(*told.values(), strict=True):
        english, *others = entries
        if english["source"] not in ours:
            continue
        assert all(entry["rows"] and entry["label"] for entry in entries)
        assert not re.search(r"[_:]|None|<", "".join(english["rows"][0])), english
        assert {entry["label"] for entry in others} - {english["label"]}, english["source"]


def test_what_is_told_holds_nothing_that_only_the_body_reads(subject, body):
    Document.objects.update(title="SECRET")
    Meeting.objects.update(titles=labels("SECRET"))
    assert "SECRET" not in str(services.export(subject=subject, by=None))


def test_what_may_go_goes_and_what_must_stay_says_why(
    subject, user, django_capture_on_commit_callbacks
):
    before = {model: model.objects.count() for model in (*KEPT, FollowUp, DemandUnit, Attendance)}
    copy = StampedCopy.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        services.look_up(subject=subject, by=None)
    assert copy.file.storage.exists(copy.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        found = services.erase(subject=subject, by=None)
    assert not copy.file.storage.exists(copy.file.name)
    assert not get_user_model().objects.filter(pk=user.pk).exists()
    for model in (Notice, NoticePreference, StampedCopy, CalendarToken):
        assert not model.objects.filter(user=user.pk).exists(), model
    assert {model: model.objects.count() for model in before} == before
    for model, column in (
        (AuditEntry, "actor"),
        (Reading, "user"),
        (DocumentVersion, "uploaded_by"),
        (MinutesRevision, "written_by"),
        (DecisionNote, "written_by"),
        (Correction, "settled_by"),
        (Decision, "recorded_by"),
    ):
        assert not model.objects.filter(**{column: user.pk}).exists(), model
    assert Reading.objects.get().name == user.name
    kept = {holding.source.code: holding.kept for holding in found}
    for code in ("documents.reading", "records.correction", "extranet.auditentry"):
        [reason] = kept[code]
        assert len(reason) > 40


def test_a_meeting_keeps_who_was_there_once_it_has_begun(subject, user):
    services.erase(subject=subject, by=None)
    past, coming = Meeting.objects.filter(replies__isnull=False).distinct().order_by("starts_at")
    assert [reply.substitute is None for reply in coming.replies.all()] == [True]
    assert not coming.guests.exists()
    assert coming.items.get().rapporteur is None
    assert past.replies.count() == 2
    assert past.replies.filter(substitute__isnull=False).count() == 1
    assert past.guests.exists()
    assert past.items.get().rapporteur == user.person
    assert past.attendances.filter(stands_for__isnull=False).exists()
    # No minutes tell of these.
    assert not Reply.objects.exclude(note="").exists()


@pytest.mark.parametrize("language", ["fr", "es"])
def test_the_reasons_are_in_every_language(language):
    for source in of_the_extranet():
        if source.kept:
            with override("en"):
                english = str(source.kept)
            with override(language):
                assert str(source.kept) != english, source.code


def test_who_has_approved_minutes_can_still_be_forgotten(body):
    chair = delegate(body, "chair")
    minutes = approved(held(body), chair)
    services.erase(subject=Subject(chair.email, "", chair.email, chair, chair.person), by=None)
    assert minutes.revisions.get().written_by is None
