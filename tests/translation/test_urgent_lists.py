"""Who sees what was promised, and who is reminded of it: readers, colleagues, more each day."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import override

from cms.accounts.roles import ROLES
from cms.translation.models import PromisedLanguage
from cms.translation.services.assignments import assign, hand_over
from cms.translation.services.promise_reminders import remind_of_promises, whom_to_remind
from tests.factories.pages import make_statement
from tests.home.editing import (
    colleague,
    signed_in,
    start_translation,
    translate_texts,
)
from tests.query_counts import cold_queries_of, repeated
from tests.translation.urgent import days, publish_in, release

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site", "roles")]


@pytest.mark.parametrize(
    ("language", "follows", "late"),
    [
        ("en", "The translation follows by", "It is late"),
        ("fr", "La traduction suivra au plus tard le", "Elle a du retard"),
        ("es", "La traducción llegará a más tardar el", "Lleva retraso"),
    ],
)
def test_readers_are_told_by_when_it_follows(client, language, follows, late):
    source = {"en": "fr", "fr": "es", "es": "en"}[language]
    page = make_statement(source, live=False)
    with override(language):
        notice = reverse("untranslated", args=[page.translation_key])
    assert client.get(notice).status_code == 404
    release(page, **{language: 3})
    # An answer that was kept shows what was promised since.
    text = client.get(notice).text
    assert follows in text
    assert late not in text
    promise = PromisedLanguage.objects.get()
    promise.due_on = days(-1)
    promise.save()
    text = client.get(notice).text
    assert late in text
    assert follows not in text
    promise.delete()
    text = client.get(notice).text
    assert late not in text
    assert follows not in text


@pytest.mark.databases
def test_lists_name_it_until_it_is_there():
    page = make_statement(live=False, title="A text in a hurry")
    other = make_statement(title="A text with time")
    release(page, fr=2)
    translator, coordinator = colleague("translators"), colleague("coordinators")
    report = reverse("pages_by_language")
    for user in (translator, coordinator):
        browser = signed_in(user)
        assert "Promised to readers" in browser.get(reverse("wagtailadmin_home")).text
        text = browser.get(report, {"owed": "promised"}).text
        assert page.title in text
        assert "promised to readers for" in text
        assert other.title not in text
    _draft, record = start_translation(page, "fr")
    desk = signed_in(translator).get(reverse("translation_desk", args=[record.pk])).text
    assert "Promised to readers for" in desk
    assert "Français: promised for" in browser.get(report, {"export": "csv"}).getvalue().decode()
    publish_in(page, "fr")
    for user in (translator, coordinator):
        browser = signed_in(user)
        assert "Promised to readers" not in browser.get(reverse("wagtailadmin_home")).text
        assert page.title not in browser.get(report, {"owed": "promised"}).text


def test_the_dashboard_and_the_notice_cost_the_same_for_one_and_for_many(client):
    pages = [make_statement(live=False) for _number in range(6)]
    user = colleague("coordinators")
    release(pages[0], user, fr=2)
    browser = signed_in(user)
    home = reverse("wagtailadmin_home")
    with override("fr"):
        notice = reverse("untranslated", args=[pages[0].translation_key])
    few = len(cold_queries_of(browser, home)), len(cold_queries_of(client, notice))
    for page in pages[1:]:
        release(page, user, fr=2, es=4)
    asked = cold_queries_of(browser, home)
    assert (len(asked), len(cold_queries_of(client, notice))) == few
    assert not repeated(cold_queries_of(client, notice))


class TestReminders:
    """The nearer and the later, the more people are written to; each once a day."""

    @pytest.fixture
    def people(self, on_commit_at_once):
        return {
            "releaser": colleague("coordinators", language="en"),
            "other": colleague("secretariat", language="en"),
            "french": colleague("translators", language="fr"),
            "spanish": colleague("translators", language="es"),
        }

    @staticmethod
    def told(people, promise, number) -> set[str]:
        found = whom_to_remind(promise, days(number))
        return {name for name, person in people.items() if person in found}

    def test_from_the_translators_to_all_who_publish(self, people):
        page = make_statement(live=False)
        release(page, people["releaser"], fr=10)
        promise = PromisedLanguage.objects.get()
        assert remind_of_promises(days(6)) == (0, 0)
        assert self.told(people, promise, 7) == {"french"}
        assert self.told(people, promise, 10) == {"french", "releaser"}
        assert self.told(people, promise, 12) == {"french", "releaser"}
        assert self.told(people, promise, 13) == {"french", "releaser", "other"}
        people["french"].groups.clear()
        assert self.told(people, promise, 7) == {"spanish"}

    def test_who_has_taken_it_gets_the_usual_reminder_and_who_approves_the_next(self, people):
        page = make_statement(live=False)
        release(page, people["releaser"], fr=5)
        promise = PromisedLanguage.objects.get()
        draft, record = start_translation(page, "fr")
        given = {"assignee": people["french"], "approver": people["other"]}
        assign(translation=record, by=None, due_on=days(5), **given)
        assert self.told(people, promise, 4) == set()
        assert self.told(people, promise, 5) == {"releaser", "other"}
        # Given for a later day, the usual one would come too late.
        assign(translation=record, by=None, due_on=days(30), **given)
        assert self.told(people, promise, 4) == {"french"}
        translate_texts(signed_in(people["french"]), record)
        hand_over(translation=record, user=people["french"])
        assert self.told(people, promise, 4) == {"other"}
        assert not draft.live

    def test_one_e_mail_a_day_in_the_language_of_who_gets_it(self, people):
        for title in ("Peace", "Bread"):
            page = make_statement(live=False, title=title)
            release(page, people["releaser"], fr=1)
        mail.outbox.clear()
        call_command("remind_translators", verbosity=0)
        call_command("remind_translators", verbosity=0)
        (message,) = mail.outbox
        assert message.to == [people["french"].email]
        assert message.subject == "Des lectrices et lecteurs attendent 2 traductions"
        assert "Peace" in message.body
        assert "Bread (Français)" in message.body
        assert "?owed=promised" in message.body
        mail.outbox.clear()
        assert remind_of_promises(days(2)) == (2, 0)
        late = next(one for one in mail.outbox if one.to == [people["releaser"].email])
        assert "is late" in late.body

    def test_a_mail_server_that_is_away_is_tried_again(self, people, monkeypatch):
        page = make_statement(live=False)
        release(page, people["releaser"], fr=1)

        def away(*_args, **_kwargs):
            raise ConnectionRefusedError

        with monkeypatch.context() as patch:
            patch.setattr("cms.translation.services.promise_reminders.send", away)
            assert remind_of_promises() == (0, 1)
        assert remind_of_promises() == (1, 0)
        assert remind_of_promises() == (0, 0)

    def test_without_translators_those_who_publish_hear_of_it(self, people):
        Group.objects.get(name=ROLES["translators"].name).user_set.clear()
        page = make_statement(live=False)
        release(page, people["releaser"], fr=1)
        assert self.told(people, PromisedLanguage.objects.get(), 0) == {"releaser", "other"}
