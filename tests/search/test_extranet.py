"""What mandates let find is found by those who hold them, and by nobody else."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.directory.models import Mandate
from extranet.core.services.audit import record
from extranet.documents.models import Document, Share
from extranet.meetings.models import MeetingGuest
from extranet.records.models import Decision, Minutes, MinutesRevision
from search.models import Entry
from search.services.repair import mismatches
from search.sources.confidential import object_id_of
from tests.factories.directory import BodyFactory, UserFactory, labels
from tests.factories.extranet import (
    AgendaItemFactory,
    DocumentFactory,
    MeetingFactory,
    PaperFactory,
    delegate,
    make_version,
    secretary,
)
from tests.search.confidential import DAY, FORMS, SECOND, found, index, paper

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


# --- Who finds what ----------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_a_member_finds_the_papers_of_the_body_in_every_form(client, site, body, form):
    paper(body)
    client.force_login(delegate(body))
    assert found(client, form=form)


@pytest.mark.parametrize("form", FORMS)
def test_nobody_else_does(client, site, body, form):
    paper(body)
    yesterday = timezone.localdate() - DAY
    for user in (
        None,
        UserFactory(),
        delegate(BodyFactory()),
        delegate(body, Mandate.Role.GUEST),
        delegate(body, starts_on=yesterday - 30 * DAY, ends_on=yesterday),
    ):
        client.logout()
        if user:
            client.force_login(user)
        assert not found(client, form=form), user


def test_a_superuser_without_a_mandate_finds_nothing(client, site, body, django_user_model):
    paper(body)
    client.force_login(django_user_model.objects.create_superuser("root@example.org", "password"))
    assert not found(client)


def test_the_secretariat_finds_the_papers_of_every_body(client, site, body):
    paper(body)
    client.force_login(secretary())
    assert found(client)


def test_nothing_is_found_before_the_second_factor(client, site, body):
    paper(body)
    client.force_login(secretary(), second_factor_used=False)
    assert not found(client)


def test_guests_find_what_is_open_to_them(client, site, body):
    paper(body, open_to_guests=True)
    client.force_login(delegate(body, Mandate.Role.OBSERVER))
    assert found(client)


@pytest.mark.parametrize("with_body", [True, False])
def test_a_share_lets_find_until_it_ends(client, site, body, with_body):
    document = paper(body)
    other = BodyFactory()
    user = delegate(other)
    whom = {"body": other} if with_body else {"person": user.person}
    share = Share.objects.create(document=document, until=timezone.now() + DAY, **whom)
    index(document)
    client.force_login(user)
    assert found(client)
    Share.objects.filter(pk=share.pk).update(until=timezone.now() - SECOND)
    assert not found(client)


def test_a_guest_by_name_finds_the_meeting_and_its_open_papers(client, site, body):
    meeting = MeetingFactory(body=body, titles=labels("Quokka meeting"))
    item = AgendaItemFactory(meeting=meeting, titles=labels("Wombat point"))
    closed = AgendaItemFactory(meeting=meeting, titles=labels("Dingo point"), closed_to_guests=True)
    below = AgendaItemFactory(meeting=meeting, parent=closed, titles=labels("Emu point"))
    opened = paper(body, open_to_guests=True)
    PaperFactory(item=item, version=opened.current)
    index(meeting, closed, below, opened)
    user = delegate()
    MeetingGuest.objects.create(meeting=meeting, person=user.person, until=timezone.now() + DAY)
    client.force_login(user)
    assert [found(client, word) for word in ("quokka", "wombat", "zanzibar")] == [True] * 3
    assert [found(client, word) for word in ("dingo", "emu")] == [False] * 2
    MeetingGuest.objects.update(until=timezone.now() - SECOND)
    assert not any(found(client, word) for word in ("quokka", "wombat", "zanzibar"))
    client.force_login(delegate(body))
    assert [found(client, word) for word in ("quokka", "dingo", "emu")] == [True] * 3


def test_what_a_body_says_itself_is_not_found_twice_for_a_closed_point(client, site, body):
    meeting = MeetingFactory(body=body, titles=labels("Quokka meeting"))
    item = AgendaItemFactory(meeting=meeting, titles=labels("Quokka open"))
    index(meeting, item)
    assert Entry.objects.alive().filter(kind="closed_item").count() == 0


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_drafts_and_what_is_withdrawn_are_not_found(client, site, body, state):
    document = paper(body)
    document.state = state
    document.save()
    index(document)
    client.force_login(secretary())
    assert not found(client)


def test_what_is_disposed_of_leaves_no_word(body):
    document = paper(body)
    document.disposed_at = timezone.now()
    document.save()
    index(document)
    assert not Entry.objects.alive().exists()
    assert not Entry.objects.filter(text__contains="marmalade").exists()


def test_a_meeting_is_found_once_it_is_convened(client, site, body):
    meeting = MeetingFactory(body=body, titles=labels("Quokka"), state="draft", convened_at=None)
    index(meeting)
    client.force_login(delegate(body))
    assert not found(client, "quokka")
    meeting.state, meeting.convened_at = "convened", timezone.now()
    meeting.save()
    index(meeting)
    assert found(client, "quokka")


@pytest.mark.parametrize("closed", [True, False])
def test_decisions_are_found_by_their_text_in_every_language(client, site, body, closed):
    meeting = MeetingFactory(body=body, days=-30)
    decision = Decision.objects.create(
        body=body,
        meeting=meeting,
        year=2026,
        number=1,
        titles={"en": "Seat", "fr": "Siège", "es": "Sede"},
        texts={"en": "It moves to Numbat.", "fr": "Il va à Numbat.", "es": "Va a Numbat."},
        taken_on=timezone.localdate(),
        closed_to_guests=closed,
    )
    index(decision)
    for language in ("en", "fr", "es"):
        client.force_login(delegate(body))
        assert found(client, "numbat", language=language)
        client.force_login(delegate(body, Mandate.Role.GUEST))
        assert found(client, "numbat", language=language) is not closed


def test_a_decision_that_was_replaced_says_so(body, commits):
    meeting = MeetingFactory(body=body, days=-30)
    about = {"body": body, "meeting": meeting, "year": 2026, "taken_on": timezone.localdate()}
    about |= {"titles": labels("Seat"), "texts": labels("It moves.")}
    with commits():
        first = Decision.objects.create(number=1, **about)
    entries = Entry.objects.alive().of("decision", object_id_of("decision", first.pk))
    assert set(entries.values_list("state", flat=True)) == {"current"}
    with commits():
        Decision.objects.create(number=2, replaces=first, effect="revokes", **about)
    assert set(entries.values_list("state", flat=True)) == {"superseded"}


def test_minutes_are_found_once_they_are_approved(client, site, body):
    meeting = MeetingFactory(body=body, days=-30, open_to_guests=True)
    minutes = Minutes.objects.create(meeting=meeting, language="en")
    MinutesRevision.objects.create(minutes=minutes, number=1, text="The quoll spoke.")
    index(minutes)
    client.force_login(delegate(body))
    assert not found(client, "quoll")
    minutes.state, minutes.approved_at = Minutes.State.APPROVED, MeetingFactory(body=body)
    minutes.locked_at = timezone.now()
    minutes.save()
    index(minutes)
    assert found(client, "quoll")
    client.force_login(delegate(body, Mandate.Role.GUEST))
    assert not found(client, "quoll")


# --- When a right ends -------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_a_mandate_that_ends_takes_its_finds_with_it(client, site, body, settings, form):
    settings.PUBLIC_CACHE_SECONDS = 600
    paper(body)
    user = delegate(body)
    client.force_login(user)
    assert found(client, form=form)
    # Neither saved nor announced, and no task runs: the day and the moment alone decide.
    Mandate.objects.update(ended_at=timezone.now() - SECOND)
    assert not found(client, form=form)
    client.logout()
    assert not found(client, form=form)


def test_the_database_has_the_last_word_while_the_index_still_holds_it(client, site, body):
    document = paper(body, open_to_guests=True)
    guest = delegate(body, Mandate.Role.GUEST)
    client.force_login(guest)
    assert found(client)
    Document.objects.filter(pk=document.pk).update(open_to_guests=False)
    for form in FORMS:
        assert not found(client, form=form)


def test_somebody_whose_account_was_closed_finds_nothing(client, site, body):
    paper(body)
    user = delegate(body)
    client.force_login(user)
    user.is_active = False
    user.save()
    assert not found(client)


# --- Keeping up --------------------------------------------------------------------------


def test_what_changes_is_read_anew(client, site, body, commits):
    with commits():
        document = DocumentFactory(body=body, title="Zanzibar", content__text="Old words")
    client.force_login(delegate(body))
    assert found(client)
    with commits():
        newer = make_version(document, b"%PDF-1.4 newer", text="Numbat")
        document.current = newer
        document.save()
    assert found(client, "numbat")
    with commits():
        document.state = Document.State.WITHDRAWN
        document.save()
    assert not found(client, "numbat")


def test_a_point_that_is_closed_leaves_what_guests_find(client, site, body, commits):
    with commits():
        meeting = MeetingFactory(body=body, titles=labels("Quokka"), open_to_guests=True)
        item = AgendaItemFactory(meeting=meeting, titles=labels("Wombat"))
    client.force_login(delegate(body, Mandate.Role.GUEST))
    assert found(client, "wombat")
    with commits():
        # As services change many rows at once: no signal but that of the log.
        type(item).objects.update(closed_to_guests=True)
        record("agenda.item_moved", item, actor=None, body=body, meeting=meeting.pk)
    assert not found(client, "wombat")
    assert found(client, "quokka")
    client.force_login(delegate(body))
    assert found(client, "wombat")


def test_a_sweep_finds_nothing_to_mend(body, commits):
    with commits():
        paper(body)
        meeting = MeetingFactory(body=body)
        top = AgendaItemFactory(meeting=meeting, closed_to_guests=True)
        AgendaItemFactory(meeting=meeting, parent=top)
        AgendaItemFactory(meeting=meeting, parent=AgendaItemFactory(meeting=meeting))
    # The body was there before anything was committed.
    assert {mismatch.kind for mismatch in mismatches()} <= {"body"}
    call_command("search_index", "rebuild", verbosity=0)
    assert {mismatch.kind for mismatch in mismatches()} <= {"body"}
