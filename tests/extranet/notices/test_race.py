"""Several workers at once, on PostgreSQL: each e-mail goes out once."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from extranet.notices.models import Notice
from extranet.notices.services import mailing
from extranet.notices.services.notices import tell
from tests.factories.directory import BodyFactory
from tests.factories.extranet import MeetingFactory, delegate

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WORKERS = 4


def at_once(work) -> None:
    """Run `work` in several threads that begin together; raise what any of them raised."""
    barrier, errors = threading.Barrier(WORKERS), []

    def run():
        try:
            barrier.wait()
            work()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _number in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


@pytest.mark.parametrize("slowness", [0.0, 0.05])
def test_workers_at_the_same_notices_send_each_email_once(mail_server, slowness):
    mail_server.slowness = slowness
    body = BodyFactory()
    users = [delegate(body) for _number in range(12)]
    for _number in range(3):
        tell(users, "convocation", MeetingFactory(body=body))
    Notice.objects.update(state=Notice.State.WAITING, send_after=timezone.now())
    mail_server.accepted.clear()
    at_once(mailing.send_due)
    assert sorted(address for address, _text in mail_server.accepted) == sorted(
        user.email for user in users
    )
    assert set(Notice.objects.values_list("state", flat=True)) == {Notice.State.SENT}
    assert Notice.objects.values("mail").distinct().count() == len(users)


def test_the_same_happening_told_by_several_at_once_is_told_once(mail_server):
    body = BodyFactory()
    users = [delegate(body) for _number in range(5)]
    meeting = MeetingFactory(body=body)
    at_once(lambda: tell(users, "convocation", meeting))
    assert Notice.objects.count() == len(users)
    assert sorted(address for address, _text in mail_server.accepted) == sorted(
        user.email for user in users
    )
