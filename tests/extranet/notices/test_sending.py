"""Every e-mail is sent once, or shown to have failed: against a real mail server."""

import datetime
import smtplib

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.core.errors import Refused
from extranet.core.models import AuditEntry
from extranet.notices import delivery
from extranet.notices.models import Notice
from extranet.notices.services import mailing, notices
from extranet.notices.services.notices import tell
from tests.factories.directory import BodyFactory
from tests.factories.extranet import MeetingFactory, delegate, secretary

pytestmark = [pytest.mark.django_db, pytest.mark.databases]
State = Notice.State


@pytest.fixture
def notice(mail_server):
    """A convocation that waits for one delegate."""
    body = BodyFactory()
    tell([delegate(body)], "convocation", MeetingFactory(body=body))
    return Notice.objects.get()


def again(notice) -> Notice:
    """Let time pass until the next attempt, make it, and return the row."""
    Notice.objects.filter(state=State.WAITING).update(send_after=timezone.now())
    mailing.send_due()
    notice.refresh_from_db()
    return notice


def test_an_email_arrives_whole(notice, mail_server):
    assert again(notice).state == State.SENT
    [message] = mail_server.messages(notice.user.email)
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].startswith("<notice.")
    assert message["Message-ID"].endswith("@localhost>")
    assert {part.get_content_type() for part in message.walk()} == {
        "multipart/alternative",
        "text/plain",
        "text/html",
    }
    assert again(notice).state == State.SENT
    assert len(mail_server.accepted) == 1


# What the server does, what becomes of the notice, how many e-mails it has, and how many it has
# in the end after it does what it should.
@pytest.mark.parametrize(
    ("behaviour", "state", "accepted", "in_the_end"),
    [
        ("refuse_recipient_for_now", State.WAITING, 0, 1),
        ("refuse_sender", State.WAITING, 0, 1),
        ("refuse_text_for_now", State.WAITING, 0, 1),
        ("leave_before_the_text", State.WAITING, 0, 1),
        ("refuse_recipient", State.FAILED, 0, 0),
        ("refuse_text", State.FAILED, 0, 0),
        ("leave_in_the_text", State.UNKNOWN, 0, 0),
        ("leave_after_the_text", State.UNKNOWN, 1, 1),
        ("answer_nonsense", State.UNKNOWN, 1, 1),
    ],
)
def test_a_server_in_trouble(behaviour, state, accepted, in_the_end, notice, mail_server):
    mail_server.behaviour = behaviour
    assert again(notice).state == state
    assert len(mail_server.accepted) == accepted
    if state == State.WAITING:
        assert notice.attempts == 1
        assert notice.send_after > timezone.now()
    assert notice.error
    mail_server.behaviour = "accept"
    for _time in range(3):
        again(notice)
        call_command("send_notices", verbosity=0)
    assert len(mail_server.accepted) == in_the_end


def test_a_server_that_is_not_there_is_tried_again(notice, mail_server, settings):
    settings.EMAIL_PORT = 1
    assert again(notice).state == State.WAITING
    assert "refused" in notice.error.lower()
    settings.EMAIL_PORT = mail_server.port
    assert again(notice).state == State.SENT
    assert len(mail_server.accepted) == 1


def test_nobody_else_is_tried_while_the_server_is_away(notice, settings):
    other = delegate(BodyFactory())
    tell([other], "convocation", MeetingFactory(body=other.person.mandates.get().body))
    settings.EMAIL_PORT = 1
    mailing.send_due()
    assert sorted(Notice.objects.values_list("attempts", flat=True)) == [0, 1]


def test_one_bad_address_keeps_nobody_else_waiting(notice, mail_server):
    body = BodyFactory()
    others = [delegate(body) for _number in range(3)]
    tell(others, "convocation", MeetingFactory(body=body))
    gone = notice.user.email
    mail_server.answer_to_recipient = lambda address: "550 gone" if address == gone else "250 ok"
    assert again(notice).state == State.FAILED
    assert {address for address, _text in mail_server.accepted} == {row.email for row in others}


def test_it_is_tried_less_and_less_often_and_then_given_up(notice, mail_server):
    mail_server.behaviour = "refuse_text_for_now"
    pauses = []
    while again(notice).state == State.WAITING:
        pauses.append(round((notice.send_after - timezone.now()).total_seconds() / 60))
    assert pauses == [5, 10, 20, 40, 80, 160, 320, 360, 360]
    assert notice.state == State.FAILED
    assert notice.attempts == mailing.ATTEMPTS
    assert mail_server.accepted == []


def test_the_same_email_tried_again_has_the_same_name(notice, mail_server, monkeypatch):
    names = []
    hand_over = delivery.Post.hand_over
    monkeypatch.setattr(
        delivery.Post,
        "hand_over",
        lambda post, message: (
            names.append(message.extra_headers["Message-ID"]) or hand_over(post, message)
        ),
    )
    mail_server.behaviour = "refuse_text_for_now"
    again(notice)
    mail_server.behaviour = "accept"
    again(notice)
    assert len(names) == 2
    assert len(set(names)) == 1


class Crash(BaseException):
    """The process ends."""


def crash(*_arguments, **_more):
    raise Crash


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_crash_in_the_middle_is_shown_and_never_sent_again(
    moment, notice, mail_server, monkeypatch
):
    if moment == "before":
        monkeypatch.setattr(smtplib.SMTP, "sendmail", crash)
    else:
        monkeypatch.setattr(mailing, "settle", crash)
    with pytest.raises(Crash):
        again(notice)
    monkeypatch.undo()
    count = len(mail_server.accepted)
    assert count == (moment == "after")
    call_command("send_notices", verbosity=0)
    notice.refresh_from_db()
    assert notice.state == State.SENDING
    Notice.objects.update(claimed_at=timezone.now() - mailing.LOST_AFTER * 2)
    call_command("send_notices", verbosity=0)
    assert again(notice).state == State.UNKNOWN
    assert len(mail_server.accepted) == count
    notices.send_again(notice=notice, by=secretary())
    assert again(notice).state == State.SENT
    assert len(mail_server.accepted) == count + 1
    assert AuditEntry.objects.filter(action="notice.sent_again").count() == 1


def test_what_could_not_be_written_is_tried_again(notice, mail_server, monkeypatch):
    monkeypatch.setattr(mailing, "write", lambda *_args, **_more: 1 / 0)
    assert again(notice).state == State.WAITING
    assert notice.error == "ZeroDivisionError"
    monkeypatch.undo()
    assert again(notice).state == State.SENT


def test_an_answer_that_comes_late_is_still_an_answer(notice, mail_server, monkeypatch):
    mail = mailing.claim(notice.user_id)
    Notice.objects.update(claimed_at=timezone.now() - mailing.LOST_AFTER * 2)
    assert mailing.give_up_lost() == 1
    mailing.settle(mail, delivery.Result(delivery.Outcome.SENT))
    notice.refresh_from_db()
    assert notice.state == State.SENT


@pytest.mark.parametrize("state", [State.WAITING, State.SENDING, State.SENT, State.DROPPED])
def test_only_what_is_stuck_can_be_sent_again_or_set_aside(state, notice):
    Notice.objects.update(state=state)
    for act in (notices.send_again, notices.set_aside):
        with pytest.raises(Refused):
            act(notice=notice, by=secretary())
    assert not AuditEntry.objects.exists()


def test_sending_again_sends_the_whole_email(notice, mail_server):
    meeting = MeetingFactory(body=notice.user.person.mandates.get().body)
    tell([notice.user], "convocation", meeting)
    mail_server.behaviour = "leave_after_the_text"
    again(notice)
    assert set(Notice.objects.values_list("state", flat=True)) == {State.UNKNOWN}
    mail_server.behaviour = "accept"
    assert notices.send_again(notice=notice, by=secretary()) == 2
    again(notice)
    assert len(mail_server.accepted) == 2
    assert set(Notice.objects.values_list("state", flat=True)) == {State.SENT}


def test_a_mail_server_in_trouble_breaks_no_page(
    mail_server, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_PORT = 1
    body = BodyFactory()
    with django_capture_on_commit_callbacks(execute=True):
        tell([delegate(body), delegate(body)], "convocation", MeetingFactory(body=body))
    assert set(Notice.objects.values_list("state", flat=True)) == {State.WAITING}
    settings.EMAIL_PORT = mail_server.port
    Notice.objects.update(send_after=timezone.now() - datetime.timedelta(seconds=1))
    call_command("send_notices", verbosity=0)
    assert len(mail_server.accepted) == 2
    call_command("send_notices", verbosity=0)
    assert len(mail_server.accepted) == 2
