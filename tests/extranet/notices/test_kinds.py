"""Who is told of what, in which words, and only while it is theirs to know."""

from importlib import import_module

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from cms.directory.models import Mandate
from extranet.meetings import signals as meeting_signals
from extranet.meetings.models import Meeting, MeetingGuest
from extranet.notices.kinds import KINDS, declinable
from extranet.notices.models import Notice
from extranet.notices.services import mailing, notices
from extranet.notices.services.notices import tell
from tests.extranet.notices.mails import (
    CANARY,
    DAY,
    READING,
    THINGS,
    TOLD,
    labels,
    send_all,
    tell_all,
    today,
    told,
)
from tests.factories.extranet import AgendaItemFactory, DocumentFactory, PaperFactory, delegate

pytestmark = [pytest.mark.django_db, pytest.mark.databases]
State = Notice.State


def test_each_kind_is_told_to_those_it_is_for(here):
    assert {kind: told(kind, here) for kind in KINDS} == TOLD


def test_what_is_open_to_guests_is_told_to_guests_too(here):
    Meeting.objects.update(open_to_guests=True)
    here.meeting.refresh_from_db()
    here.paper.item.meeting.refresh_from_db()
    assert told("convocation", here) == READING | {"invited", "guest"}
    assert told("paper", here) == READING
    here.document.open_to_guests = here.paper.version.document.open_to_guests = True
    here.document.save()
    assert told("paper", here) == READING | {"invited", "guest"}
    here.paper.item.closed_to_guests = True
    assert told("paper", here) == READING
    here.decision.closed_to_guests = False
    assert told("decision", here) == READING | {"guest"}


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_an_email_of_each_kind_in_each_language_says_nothing_confidential(language, here):
    type(here.member).objects.update(language=language)
    for kind in KINDS:
        mail.outbox.clear()
        thing = getattr(here, THINGS[kind])
        tell(KINDS[kind].told(thing, timezone.now()), kind, thing)
        send_all()
        assert len(mail.outbox) == len(TOLD[kind]), kind
        for message in mail.outbox:
            check_words(message, language, here)


def check_words(message, language: str, things) -> None:
    """Assert that an e-mail is in a language, whole, and says nothing that is confidential."""
    [(html, content_type)] = message.alternatives
    assert content_type == "text/html"
    assert f'<html lang="{language}"' in html
    assert "<img" not in html
    assert "src=" not in html
    assert f"/{language}/extranet/" in html
    assert f"/{language}/extranet/" in message.body
    assert message.subject.startswith("Extranet")
    assert "\n" not in message.subject
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    whole = message.message().as_string() + message.body + html + message.subject
    assert CANARY not in whole
    assert things.body.code not in whole
    assert "%(" not in whole


def test_every_subject_tells_the_kind_and_no_more(here):
    subjects = [str(kind.subject) for kind in KINDS.values()]
    assert len(set(subjects)) == len(subjects)


def test_replies_go_to_the_secretariat_where_it_has_an_address(here, site):
    from wagtail.models import Site

    from cms.core.models import SiteIdentity

    identity = SiteIdentity.of(Site.objects.get(is_default_site=True))
    identity.email, identity.names = "office@example.org", labels("Alliance")
    identity.save()
    tell([here.member], "convocation", here.meeting)
    send_all()
    [message] = mail.outbox
    assert message.reply_to == ["office@example.org"]
    assert message.from_email.startswith("Alliance")


def test_the_same_happening_is_told_once(here):
    for _time in range(3):
        tell([here.member, here.chair], "convocation", here.meeting)
    assert Notice.objects.count() == 2
    here.meeting.sequence = 1
    tell([here.member], "change", here.meeting)
    tell([here.member], "change", here.meeting)
    here.meeting.sequence = 2
    tell([here.member], "change", here.meeting)
    assert Notice.objects.filter(kind="change").count() == 2


def test_who_did_it_is_not_told(here):
    meeting_signals.meeting_convened.send(Meeting, meeting=here.meeting, by=here.chair)
    assert not Notice.objects.filter(user=here.chair).exists()
    assert Notice.objects.filter(user=here.member, kind="convocation").exists()


@pytest.mark.parametrize(
    ("name", "keyword", "kind", "thing"),
    [
        ("meetings.meeting_convened", "meeting", "convocation", "meeting"),
        ("meetings.meeting_changed", "meeting", "change", "meeting"),
        ("meetings.meeting_cancelled", "meeting", "cancellation", "cancelled"),
        ("meetings.paper_tabled", "paper", "paper", "paper"),
        ("records.minutes_circulated", "minutes", "minutes_circulated", "minutes"),
        ("records.minutes_approved", "minutes", "minutes_approved", "approved"),
        ("records.decision_recorded", "decision", "decision", "decision"),
        ("records.follow_up_given", "follow_up", "follow_up_given", "follow_up"),
        ("documents.document_shared", "share", "document_shared", "share"),
        ("demands.demand_opened", "demand", "demand_opened", "demand"),
        ("demands.demand_reached", "demand", "demand_reached", "reached"),
    ],
)
def test_every_signal_becomes_notices(name, keyword, kind, thing, here):
    thing = getattr(here, thing)
    room, _dot, signal = name.partition(".")
    signals = import_module(f"extranet.{room}.signals")
    getattr(signals, signal).send(type(thing), **{keyword: thing, "by": None})
    names = {n for n, who in vars(here).items() if Notice.objects.filter(user_id=_pk(who))}
    assert names == TOLD[kind]
    assert set(Notice.objects.values_list("kind", flat=True)) == {kind}


def _pk(who):
    return who.pk if type(who).__name__ == "User" else None


def test_what_only_officers_know_of_is_told_to_nobody(here):
    Meeting.objects.filter(pk=here.meeting.pk).update(convened_at=None, state="draft")
    here.meeting.refresh_from_db()
    here.paper.item.meeting.refresh_from_db()
    meeting_signals.meeting_changed.send(Meeting, meeting=here.meeting, by=None)
    meeting_signals.meeting_cancelled.send(Meeting, meeting=here.meeting, by=None)
    meeting_signals.paper_tabled.send(type(here.paper), paper=here.paper, by=None)
    assert not Notice.objects.exists()


def test_a_guest_who_is_invited_later_is_convened(here):
    late = delegate()
    MeetingGuest.objects.create(
        meeting=here.meeting, person=late.person, until=timezone.now() + 30 * DAY
    )
    assert [row.user for row in Notice.objects.all()] == [late]
    send_all()
    assert mail.outbox[0].to == [late.email]


def test_a_mandate_that_ended_meanwhile_gets_nothing(here):
    tell_all(here)
    assert set(Notice.objects.values_list("kind", flat=True)) == set(KINDS)
    Mandate.objects.update(ended_at=timezone.now())
    MeetingGuest.objects.update(until=timezone.now())
    here.secretary.groups.clear()
    type(here.share).objects.update(revoked_at=timezone.now())
    # Who stands for an election is told of that without a mandate.
    type(here.elected).objects.update(state="withdrawn", mandate=None)
    send_all()
    assert mail.outbox == []
    assert set(Notice.objects.values_list("state", flat=True)) == {State.DROPPED}


def test_a_closed_account_gets_nothing(here):
    tell_all(here)
    type(here.member).objects.update(is_active=False)
    send_all()
    assert mail.outbox == []
    assert set(Notice.objects.values_list("state", flat=True)) == {State.DROPPED}


def test_one_whose_right_ended_is_left_out_of_an_email_that_others_get(here):
    tell([here.member, here.chair], "convocation", here.meeting)
    Mandate.objects.filter(person__user=here.member).update(ended_at=timezone.now())
    send_all()
    assert [message.to for message in mail.outbox] == [[here.chair.email]]


def test_what_is_over_is_not_told_any_more(here):
    users = [here.member]
    tell(users, "convocation", here.meeting)
    tell(users, "reply_reminder", here.meeting)
    tell(users, "paper", here.paper)
    tell(users, "minutes_circulated", here.minutes)
    tell(users, "follow_up_given", here.follow_up)
    tell(users, "demand_opened", here.demand)
    Meeting.objects.filter(pk=here.meeting.pk).update(state=Meeting.State.CANCELLED)
    type(here.minutes).objects.filter(pk=here.minutes.pk).update(state="draft")
    type(here.follow_up).objects.update(done_on=today())
    type(here.demand).objects.update(closes_at=timezone.now())
    send_all()
    assert mail.outbox == []


def test_a_thing_that_is_gone_is_dropped(here):
    tell([here.member], "paper", here.paper)
    here.paper.delete()
    send_all()
    assert mail.outbox == []
    assert Notice.objects.get().state == State.DROPPED


def test_papers_tabled_within_minutes_are_one_email(here, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for _number in range(7):
            item = AgendaItemFactory(meeting=here.meeting)
            paper = PaperFactory(item=item, version=DocumentFactory(body=here.body).current)
            meeting_signals.paper_tabled.send(type(paper), paper=paper, by=here.chair)
    assert mail.outbox == []
    first = Notice.objects.filter(user=here.member).order_by("pk").first()
    Notice.objects.filter(pk=first.pk).update(send_after=timezone.now())
    mailing.send_due()
    [message] = mail.outbox
    assert "7 papers" in message.body
    assert message.body.count("http") == 2


def test_what_was_done_goes_out_when_it_is_committed(here, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        meeting_signals.meeting_convened.send(Meeting, meeting=here.meeting, by=here.chair)
        assert mail.outbox == []
    assert {message.to[0] for message in mail.outbox} == {
        here.member.email,
        here.auditor.email,
        here.invited.email,
    }


def test_what_can_be_declined_and_what_not(here):
    for who in vars(here).values():
        if _pk(who):
            notices.prefer(user=who, rhythm="at_once", declined=declinable())
    tell_all(here)
    assert set(Notice.objects.values_list("kind", flat=True)) == set(KINDS) - set(declinable())


def test_what_is_declined_while_it_waits_is_not_sent(here):
    tell([here.member], "decision", here.decision)
    notices.prefer(user=here.member, rhythm="at_once", declined=["decision"])
    send_all()
    assert mail.outbox == []


def test_links_lead_behind_the_sign_in(here, client):
    tell([here.member], "convocation", here.meeting)
    send_all()
    address = next(
        word for word in mail.outbox[0].body.split() if word.startswith("http://localhost/en/")
    )
    response = client.get(address.removeprefix("http://localhost"))
    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]
