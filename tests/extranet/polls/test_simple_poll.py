"""The package as an app of this site: its tables and nothing else, as they come from elsewhere."""

import hashlib
from base64 import urlsafe_b64encode
from importlib.metadata import files
from pathlib import Path

import poll
import pytest
from django.apps import apps
from django.db import connection
from django.urls import get_resolver
from django.utils import encoding
from django.utils.translation import gettext, override
from poll.models import Item, Poll, Vote

from extranet.polls.models import Question
from extranet.polls.simple_poll import LENT, lent_name
from tests.extranet.polls.tools import url
from tests.extranet.test_url_matrix import addresses
from tests.factories.directory import BodyFactory, UserFactory
from tests.factories.extranet import delegate, secretary

PACKAGE = Path(poll.__file__).parent
# As `pg_dump --inserts` and `sqlite3 .dump` write them, of an installation of 2019.
DUMP = """
INSERT INTO poll_poll (id, title, date, is_published) VALUES (901, 'Où se réunir ?', '2019-03-01', {yes});
INSERT INTO poll_poll (id, title, date, is_published) VALUES (902, 'Never shown', '2019-04-01', {no});
INSERT INTO poll_item (id, value, pos, poll_id) VALUES (911, 'Dakar', 1, 901);
INSERT INTO poll_item (id, value, pos, poll_id) VALUES (912, 'Lima', 0, 901);
INSERT INTO poll_item (id, value, pos, poll_id) VALUES (913, 'Nothing', 0, 902);
INSERT INTO poll_vote (id, ip, datetime, item_id, poll_id, user_id) VALUES (921, '192.0.2.7', '2019-03-02 10:00:00+00:00', 911, 901, NULL);
INSERT INTO poll_vote (id, ip, datetime, item_id, poll_id, user_id) VALUES (922, '192.0.2.7', '2019-03-02 10:00:09+00:00', 911, 901, {user});
INSERT INTO poll_vote (id, ip, datetime, item_id, poll_id, user_id) VALUES (923, '2001:db8::7', '2019-03-03 10:00:00+00:00', 912, 901, {user});
"""  # noqa: E501


def test_the_name_is_lent_and_taken_back():
    assert not hasattr(encoding, LENT)
    with lent_name():
        assert getattr(encoding, LENT)(Poll) is Poll
    assert not hasattr(encoding, LENT)
    with pytest.raises(ZeroDivisionError), lent_name():
        raise ZeroDivisionError
    assert not hasattr(encoding, LENT)


def test_it_stands_under_the_names_that_its_tables_were_made_with():
    app = apps.get_app_config("poll")
    assert {model._meta.db_table for model in app.get_models()} == {
        "poll_poll",
        "poll_item",
        "poll_vote",
    }
    assert {type(model._meta.pk).__name__ for model in app.get_models()} == {"AutoField"}
    assert list(apps.get_app_configs())[-1] is app


def test_its_migrations_are_as_they_came():
    assert {path.name for path in (PACKAGE / "migrations").glob("*.py")} == {
        "__init__.py",
        "0001_initial.py",
    }
    [record] = [
        file for file in files("django-simple-poll") if file.match("migrations/0001_initial.py")
    ]
    digest = hashlib.sha256((PACKAGE / "migrations/0001_initial.py").read_bytes()).digest()
    assert urlsafe_b64encode(digest).decode().rstrip("=") == record.hash.value


def test_none_of_its_views_can_be_reached():
    views = {pattern.callback.__module__ for pattern, _name in _patterns(get_resolver())}
    assert "extranet.polls.views.poll" in views
    assert not {view for view in views if view.startswith("poll.")}
    names = {name for _pattern, name in addresses()}
    assert not {name for name in names if name.startswith("poll:")}


def _patterns(resolver):
    for one in resolver.url_patterns:
        if hasattr(one, "url_patterns"):
            yield from _patterns(one)
        else:
            yield one, one.name


def test_nothing_of_it_is_used_but_its_models():
    root = Path(__file__).resolve().parents[3]
    for folder in ("cms", "home", "extranet", "search", "campaigns", "academy"):
        for path in (root / folder).rglob("*.*"):
            if path.suffix in {".py", ".html"}:
                text = path.read_text(encoding="utf-8")
                for name in ("poll.views", "poll.urls", "poll.admin", "poll_tags", "poll.utils"):
                    for way in (f"from {name}", f"import {name}", f'"{name}', f"load {name}"):
                        assert way not in text.replace("polls.views", ""), path


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_no_word_of_its_catalogues_stands_before_ours(language):
    with override(language):
        assert gettext("polls") != "опросы"
        assert gettext("votes") not in ("Votos", "hlasy")


@pytest.mark.django_db
@pytest.mark.databases
def test_an_old_installation_carries_over(client, site):
    user = UserFactory()
    values = ("true", "false") if connection.vendor == "postgresql" else ("1", "0")
    with connection.cursor() as cursor:
        for statement in DUMP.format(yes=values[0], no=values[1], user=user.pk).split(";\n"):
            if statement.strip():
                cursor.execute(statement)
    assert (Poll.objects.count(), Item.objects.count(), Vote.objects.count()) == (2, 3, 3)
    assert not Question.objects.exists()
    client.force_login(secretary())
    listed = client.get(url("polls")).content.decode()
    assert "Où se réunir ?" in listed
    page = client.get(url("poll", 901)).content.decode()
    assert "This poll is over" in page
    rows = client.get(url("poll", 901)).context["chart"].rows
    assert [(row.label, row.cells[0][0]) for row in rows] == [("Lima", 1), ("Dakar", 2)]
    assert "192.0.2.7" not in page + listed
    assert user.name not in page
    for name in ("poll-take-back", "poll-close", "poll-remind", "poll-table"):
        assert client.post(url(name, 901)).status_code in (404, 405), name
    assert client.post(url("poll", 901), {"choice": 911}).status_code == 405
    assert Vote.objects.count() == 3
    client.force_login(delegate(BodyFactory()))
    assert client.get(url("poll", 901)).status_code == 404
    assert "réunir" not in client.get(url("polls")).content.decode()
    # What is asked next gets a number of its own.
    assert Poll.objects.create(title="New").pk not in (901, 902)
