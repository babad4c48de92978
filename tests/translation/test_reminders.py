"""Who owes a translation is reminded once a day, in their language."""

import datetime

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils.timezone import localdate

from cms.translation.services.assignments import assign
from cms.translation.services.reminders import remind
from tests.factories.pages import make_statement
from tests.home.editing import colleague, start_translation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once")]
TODAY = localdate()


@pytest.fixture
def translator(site, roles):
    return colleague("translators", language="fr")


def owed(translator, days, language="fr", **fields):
    page = make_statement(**fields)
    _draft, record = start_translation(page, language)
    due_on = TODAY + datetime.timedelta(days) if days is not None else None
    return assign(translation=record, by=translator, assignee=translator, due_on=due_on)


def test_one_e_mail_a_day_says_what_is_due_and_overdue(translator):
    owed(translator, 2, title="Peace")
    owed(translator, -1, "es", title="Bread")
    owed(translator, 10, title="Later")
    owed(translator, None, title="Some day")
    call_command("remind_translators", verbosity=0)
    call_command("remind_translators", verbosity=0)
    (message,) = mail.outbox
    assert message.to == [translator.email]
    assert message.subject == "2 traductions vous attendent"
    assert "Peace" in message.body
    assert "Bread (Español)" in message.body
    assert "Later" not in message.body
    assert "?owed=mine" in message.body
    assert remind(TODAY + datetime.timedelta(days=1)) == (1, 0)


def test_what_was_handed_over_and_who_left_are_left_in_peace(translator):
    given = owed(translator, 0)
    given.handed_over_at = given.assigned_at
    given.save()
    gone = colleague("translators", is_active=False)
    owed(gone, 0)
    assert remind() == (0, 0)


def test_a_mail_server_that_is_away_is_told_and_tried_again(translator, monkeypatch):
    owed(translator, 0)

    def away(*_args, **_kwargs):
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("cms.translation.services.reminders.send", away)
        with pytest.raises(CommandError):
            call_command("remind_translators", verbosity=0)
    assert remind() == (1, 0)
