"""Reminders: added once, sent in the morning, and only while they are still needed."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from extranet.meetings.models import Reply
from extranet.notices.models import Notice
from extranet.notices.schedule import zone_of
from extranet.notices.services import reminders
from extranet.notices.services.notices import tell
from tests.extranet.notices.mails import DAY, send_all, today
from tests.factories.directory import MandateFactory

pytestmark = pytest.mark.django_db


def test_reminders_are_added_once_and_wait_for_the_morning(here):
    here.member.time_zone = "America/Santiago"
    here.member.save()
    counts = reminders.remind()
    assert counts == {
        "reply_reminder": 2,
        "follow_up_due": 1,
        "demand_overdue": 2,
        "own_term_ends": 1,
        "term_ends": 2,
        "vacancy": 2,
    }
    assert not reminders.remind()
    row = Notice.objects.get(user=here.member, kind="reply_reminder")
    assert row.send_after > timezone.now()
    local = row.send_after.astimezone(zone_of(here.member))
    assert (local.hour, local.minute) == (7, 0)


def test_who_has_replied_is_not_reminded(here):
    Reply.objects.create(
        meeting=here.meeting,
        mandate=here.mandate,
        answer=Reply.Answer.COMING,
        replied_at=timezone.now(),
    )
    reminders.remind()
    assert not Notice.objects.filter(kind="reply_reminder", user=here.member).exists()


def test_who_replies_before_the_reminder_goes_out_gets_none(here):
    tell([here.member], "reply_reminder", here.meeting)
    Reply.objects.create(
        meeting=here.meeting,
        mandate=here.mandate,
        answer=Reply.Answer.COMING,
        replied_at=timezone.now(),
    )
    send_all()
    assert mail.outbox == []


def test_a_mandate_that_is_followed_by_another_is_no_reason_to_write(here):
    MandateFactory(
        body=here.body,
        person=here.member.person,
        starts_on=here.mandate.ends_on + DAY,
    )
    assert "own_term_ends" not in reminders.remind()


def test_a_new_last_day_is_told_again(here):
    reminders.remind()
    type(here.follow_up).objects.update(due_on=today() + datetime.timedelta(days=6))
    assert reminders.remind() == {"follow_up_due": 1}


def test_the_command_adds_and_sends(here, capsys):
    from django.core.management import call_command

    tell([here.member], "convocation", here.meeting)
    call_command("send_notices")
    assert "Reminders added: 10. E-mails: 1 sent." in capsys.readouterr().out
    assert len(mail.outbox) == 1
