"""Long tables are imported beside the request: whole or not at all, watched, and told about."""

import datetime

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry

from cms.core.models import TableImport
from cms.core.tabular import background
from cms.core.tabular.tasks import carry_out_import
from cms.taxonomy.models import Topic
from tests.factories import TopicFactory, UserFactory
from tests.query_counts import cold_queries_of

pytestmark = pytest.mark.django_db

IMPORT = reverse("wagtailsnippets_taxonomy_topic:import", args=["topics"])
HEAD = "code,label_en,label_fr,label_es\n"
ROWS = 60


@pytest.fixture(autouse=True)
def worker(settings, tmp_path, on_commit_at_once, monkeypatch):
    """A site with a worker; returns what the worker does with what waits."""
    monkeypatch.setattr(background, "AT_ONCE", 20)
    settings.DATA_DIR = tmp_path
    settings.TASKS = {"default": {"BACKEND": settings.TASKS_BACKENDS["database"]}}

    def work() -> None:
        for waiting in DBTaskResult.objects.filter(task_path=carry_out_import.module_path):
            carry_out_import.call(*waiting.args_kwargs["args"])
        DBTaskResult.objects.all().delete()

    return work


@pytest.fixture
def editor(client):
    user = UserFactory(is_superuser=True, email="editor@example.org")
    client.force_login(user)
    return user


def confirm(client, rows=ROWS, text=None):
    """Send a table, look at what it would do and confirm it; returns the answer."""
    text = text or HEAD + "".join(f"zz{n},Zz {n},Zz {n},Zz {n}\n" for n in range(rows))
    shown = client.post(IMPORT, {"file": SimpleUploadedFile("topics.csv", text.encode())})
    return client.post(IMPORT, {"ticket": shown.context["ticket"]})


def ours():
    return Topic.objects.filter(code__startswith="zz")


def test_a_long_table_is_imported_by_the_worker_and_its_sender_is_told(client, editor, worker):
    answer = confirm(client)
    run = TableImport.objects.get()
    assert answer.url == run.address
    assert not ours().exists()
    page = client.get(run.address)
    assert page["Refresh"]
    assert 'role="status" aria-live="polite"' in page.content.decode()
    worker()
    assert ours().count() == ROWS
    page = client.get(run.address)
    assert "Refresh" not in page
    assert f"New: {ROWS}." in page.content.decode()
    (sent,) = mail.outbox
    assert sent.to == ["editor@example.org"]
    assert run.address in sent.body
    assert bytes(TableImport.objects.get().content) == b""
    assert ModelLogEntry.objects.filter(user=editor, action="wagtail.create").count() == ROWS


def test_a_short_table_is_imported_at_once(client, editor):
    confirm(client, 3)
    assert ours().count() == 3
    assert not TableImport.objects.exists()


def test_the_way_is_told_while_it_goes(client, editor, worker, monkeypatch):
    confirm(client)
    run, seen = TableImport.objects.get(), []
    note = background.uploads.note
    monkeypatch.setattr(
        background.uploads, "note", lambda key, value: (note(key, value), seen.append(value))
    )
    assert background.percent_of(run) == 0
    worker()
    assert len(seen) >= 2 * (ROWS // 25)
    assert seen == sorted(seen)
    assert seen[-1] > 80
    # What it last said, as a reader sees it before the end is stored.
    assert background.percent_of(run) == seen[-1]


def test_a_worker_that_dies_leaves_nothing_and_it_is_taken_up_again(
    client, editor, worker, monkeypatch
):
    confirm(client)
    run = TableImport.objects.get()

    class Killed(BaseException):
        pass

    def die(*args):
        assert ours().count() == ROWS
        raise Killed

    # After the last row was written.
    with monkeypatch.context() as patch:
        patch.setattr("cms.core.tabular.services._announce", die)
        with pytest.raises(Killed):
            worker()
    assert not ours().exists()
    run.refresh_from_db()
    assert run.state == "waiting"
    client.post(run.address)
    worker()
    assert ours().count() == ROWS
    # Once more changes nothing and tells nobody.
    assert carry_out_import.call(run.pk) == "done"
    assert len(mail.outbox) == 1


def test_what_changed_since_it_was_shown_is_not_imported(client, editor, worker):
    confirm(client)
    TopicFactory(code="zz7", labels={"en": "Mine", "fr": "Mien", "es": "Mío"})
    worker()
    run = TableImport.objects.get()
    assert run.state == "refused"
    assert ours().count() == 1
    assert "Send the file once more" in client.get(run.address).content.decode()
    assert "Nothing was imported" in mail.outbox[0].subject


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_it_is_told_in_the_language_of_the_account(client, worker, language):
    user = UserFactory(is_superuser=True, language=language)
    client.force_login(user)
    confirm(client)
    assert f'lang="{language}"' in client.get(TableImport.objects.get().address).content.decode()
    worker()
    assert mail.outbox[0].to == [user.email]


def test_it_is_watched_by_its_sender_alone(client, editor, worker):
    confirm(client)
    address = TableImport.objects.get().address
    client.force_login(UserFactory(is_superuser=True))
    assert client.get(address, follow=True).status_code == 404
    client.force_login(UserFactory())
    assert client.get(address).status_code == 403
    client.logout()
    assert client.get(address).status_code == 302


def test_it_costs_few_queries_and_is_forgotten_after_a_day(client, editor, worker):
    confirm(client)
    run = TableImport.objects.get()
    assert len(cold_queries_of(client, run.address)) <= 20
    TableImport.objects.update(made_at=timezone.now() - datetime.timedelta(hours=25))
    call_command("anonymise_personal_data")
    assert not TableImport.objects.exists()
    worker()
    assert not ours().exists()
