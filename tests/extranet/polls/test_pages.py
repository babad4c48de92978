"""The pages of polls: asking, answering, what came of it, in three languages."""

import csv
import datetime
import io

import pytest
from django.test import Client
from django.utils import timezone
from poll.models import Vote

from extranet.polls.lines import When
from extranet.polls.models import Answer, Choice, Question
from extranet.polls.services import polls
from tests.extranet.polls.tools import DAY, asked, choose, items, passed, url
from tests.extranet.records.tools import members
from tests.factories.directory import BodyFactory
from tests.factories.extranet import delegate, secretary

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "fr", "es")


@pytest.fixture
def body(site):
    return BodyFactory(code="committee")


def form(**fields) -> dict:
    """Return what somebody types who asks."""
    end = timezone.now() + 5 * DAY
    return {
        "title": "Which day?",
        "kind": "text",
        "options": "Soup\nBread",
        "time_zone": "America/Bogota",
        "closes_at": f"{end:%Y-%m-%dT%H:%M}",
        "anonymous": "no",
        "shown": "at_once",
        "language": "en",
    } | fields


def test_dates_are_typed_in_one_zone_and_read_in_another(client, body):
    user, reader = members(body, 2)
    client.force_login(user)
    sent = form(kind="dates", options="12/5/2031 9:00\n13 de mayo de 2031\n", several="on")
    answer = client.post(url("poll-ask", body.code), sent)
    question = Question.objects.get()
    assert answer["Location"] == url("poll", question.pk)
    assert (question.kind, question.several, question.anonymous) == ("dates", True, False)
    assert question.closes_at.astimezone(datetime.UTC).strftime("%H:%M") != sent["closes_at"][-5:]
    moment = question.poll.item_set.get(pos=0).when.moment
    assert moment == datetime.datetime(2031, 5, 12, 14, tzinfo=datetime.UTC)
    reader.time_zone = "Asia/Kathmandu"
    reader.save()
    client.force_login(reader)
    page = client.get(url("poll", question.pk)).content.decode()
    assert "Monday 12\xa0May 2031, 19:45" in page
    assert "Tuesday 13\xa0May 2031" in page
    assert "Kathmandu, UTC+5:45" in page
    assert "Bogota, UTC−5" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_line_is_named_beside_the_field_and_nothing_typed_is_lost(client, body, language):
    client.force_login(delegate(body))
    sent = form(kind="dates", options="12/5/2031\n31/2/2031\nsoon")
    page = client.post(url("poll-ask", body.code, language=language), sent)
    errors = page.context["form"].errors["options"]
    assert [" 2," in errors[0], " 3," in errors[1]] == [True, True]
    text = page.content.decode()
    assert "31/2/2031\nsoon" in text
    assert 'id="id_options_error"' in text
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": ""}, "title"),
        ({"options": "only one"}, "options"),
        ({"options": "the same\nTHE SAME"}, "options"),
        ({"options": "\n".join(map(str, range(31)))}, "options"),
        ({"closes_at": "2020-01-01T10:00"}, "closes_at"),
        ({"closes_at": "soon"}, "closes_at"),
        ({"time_zone": "Nowhere"}, "time_zone"),
        ({"anonymous": "perhaps"}, "anonymous"),
        ({"kind": "pictures"}, "kind"),
    ],
)
def test_what_cannot_be_asked_says_why(client, body, fields, field):
    client.force_login(delegate(body))
    page = client.post(url("poll-ask", body.code), form(**fields))
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]
    assert not Question.objects.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_answers_changes_and_takes_back(client, body, language):
    user = delegate(body)
    question = asked(body, delegate(body))
    client.force_login(user)
    address = url("poll", question.pk, language=language)
    keys = items(question)
    assert client.get(address).status_code == 200
    for key in keys[:2]:
        answer = client.post(address, {"choice": key})
        assert answer["Location"] == address
    page = client.get(address)
    assert page.context["has_answered"]
    assert page.content.decode().count("checked") == 1
    assert page.context["form"].initial == {"choice": keys[1]}
    assert Vote.objects.get().item_id == keys[1]
    back = url("poll-take-back", question.pk, language=language)
    assert client.get(back).status_code == 200
    assert client.post(back)["Location"] == address
    assert not Vote.objects.exists()
    assert not Answer.objects.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_too_late_is_said_in_words(client, body, language):
    user = delegate(body)
    question = asked(body, delegate(body))
    client.force_login(user)
    address = url("poll", question.pk, language=language)
    client.get(address)
    passed(question)
    page = client.post(address, {"choice": items(question)[0]})
    assert page.status_code == 200
    assert page.context["form"].non_field_errors()
    assert page.context["form"].non_field_errors()[0] in page.content.decode()
    assert not Vote.objects.exists()
    # The first request after the end closed it.
    assert Question.objects.get().closed_at is not None


def test_forged_options_several_and_requests_from_elsewhere_are_refused(client, body):
    user = delegate(body)
    question, other = asked(body, user), asked(body, user)
    client.force_login(user)
    for forged in (items(other)[0], 10**9, "x", "", items(question)[:2]):
        page = client.post(url("poll", question.pk), {"choice": forged})
        if isinstance(forged, list):
            # Of two, a browser's field of one sends the last.
            assert page.status_code == 302
        else:
            assert page.context["form"].errors["choice"], forged
    assert Vote.objects.count() == 1
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user)
    sent = {"choice": items(question)[0]}
    assert strict.post(url("poll", question.pk), sent).status_code == 403
    # Nor does looking vote.
    client.get(url("poll", question.pk), {"choice": items(question)[0]})
    assert Vote.objects.get().item_id == items(question)[1]


def test_who_is_not_asked_is_told_so(client, body):
    question = asked(body, delegate(body))
    client.force_login(secretary())
    page = client.get(url("poll", question.pk))
    assert "not asked of you" in page.content.decode()
    page = client.post(url("poll", question.pk), {"choice": items(question)[0]})
    assert "not asked of you" in str(page.context["form"].non_field_errors())
    assert not Vote.objects.exists()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("anonymous", [True, False])
@pytest.mark.parametrize("shown", ["at_once", "at_close"])
def test_what_is_shown_while_it_runs_and_when_it_is_over(client, body, language, anonymous, shown):
    asker, *users = members(body, 5)
    question = asked(body, asker, anonymous=anonymous, shown=shown)
    address = url("poll", question.pk, language=language)
    client.force_login(users[0])
    for user in users[:2]:
        choose(question, user, 0)
    page = client.get(address)
    assert (page.context["chart"] is not None) is (shown == "at_once" and not anonymous)
    assert (users[1].name in page.content.decode()) is (shown == "at_once" and not anonymous)
    for user in (*users[2:], asker):
        choose(question, user, 0)
    page = client.get(address)
    assert (page.context["chart"] is not None) is (shown == "at_once")
    polls.close_overdue(passed(question))
    page = client.get(address)
    [first, *_rest] = page.context["chart"].rows
    assert first.cells == ((5, 100.0),)
    assert (users[1].name in page.content.decode()) is not anonymous


def test_the_first_request_after_the_end_cuts_an_anonymous_poll(client, body):
    user = delegate(body)
    question = asked(body, user, anonymous=True)
    choose(question, user, 0)
    passed(question)
    client.force_login(user)
    client.get(url("poll", question.pk))
    assert Vote.objects.get().user is None
    assert not Choice.objects.exists()


def test_who_asked_sees_who_is_missing_reminds_closes_and_takes_the_table(client, body):
    asker, answered, silent = members(body, 3)
    question = asked(body, asker)
    choose(question, answered, 1)
    client.force_login(answered)
    assert silent.name not in client.get(url("poll", question.pk)).content.decode()
    client.force_login(asker)
    page = client.get(url("poll", question.pk))
    assert {user.pk for user in page.context["missing"]} == {asker.pk, silent.pk}
    assert silent.name in page.content.decode()
    assert client.get(url("poll-remind", question.pk)).context["waiting"] == 2
    assert client.post(url("poll-remind", question.pk)).status_code == 302
    page = client.get(url("poll", question.pk)).content.decode()
    assert url("poll-remind", question.pk) not in page
    again = client.post(url("poll-remind", question.pk))
    assert "done once" in str(again.context["form"].non_field_errors())
    table = client.get(url("poll-table", question.pk))
    rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert rows == [["Name", "Soup", "Bread", "Rice"], [answered.name, "", "1", ""]]
    assert client.post(url("poll-close", question.pk)).status_code == 302
    assert Question.objects.get().closed_at
    assert "is over" in client.get(url("poll", question.pk)).content.decode()


@pytest.mark.parametrize("fields", [{"anonymous": True}, {"shown": "at_close"}])
def test_there_is_no_table_of_what_is_not_shown(client, body, fields):
    asker = delegate(body)
    question = asked(body, asker, **fields)
    choose(question, asker, 1)
    client.force_login(asker)
    assert client.get(url("poll-table", question.pk)).status_code == 404
    polls.close(question=question, by=asker)
    expected = 404 if fields.get("anonymous") else 200
    assert client.get(url("poll-table", question.pk)).status_code == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_and_panels_show_what_runs(client, body, language):
    user = delegate(body)
    when = [When("UTC", day=datetime.date(2031, 5, day)) for day in (12, 13)]
    asked(body, user, options=when)
    over = asked(body, user, title="Long ago")
    polls.close(question=over, by=user)
    asked(None, secretary(), title="For all of us")
    client.force_login(user)
    listed = client.get(url("polls", language=language))
    assert [row.title for row in listed.context["over"]] == ["Long ago"]
    for name, args, shown in (
        ("overview", (), ("What is for lunch?", "For all of us")),
        ("body", (body.code,), ("What is for lunch?",)),
    ):
        page = client.get(url(name, *args, language=language)).content.decode()
        assert all(title in page for title in shown)
        assert "Long ago" not in page
    client.force_login(delegate(BodyFactory()))
    listed = client.get(url("polls", language=language)).content.decode()
    assert "For all of us" in listed
    assert "What is for lunch?" not in listed
    client.force_login(delegate(body, "guest"))
    listed = client.get(url("polls", language=language))
    assert not listed.context["running"] + list(listed.context["over"])
    assert "What is for lunch?" not in client.get(url("body", body.code)).content.decode()
