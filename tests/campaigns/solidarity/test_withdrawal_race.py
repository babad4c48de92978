"""A name that is withdrawn while a text with it goes out does not stand there afterwards."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction

from campaigns.solidarity.services.withdrawal import withdraw
from cms.publishing.errors import PublicationRefused
from home.models import StandardPage
from tests.campaigns.solidarity.conftest import NAME, make_case, make_person, settle
from tests.factories.pages import body, make_site, make_standard

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
# In which the other one would be through, if nothing held it.
PATIENCE = 1


@pytest.fixture
def person(db):
    make_site()
    return settle(make_person(make_case()), "name")


@pytest.fixture
def page(person):
    """A published page, with a draft that names the person."""
    page = make_standard()
    page.body = body(f"Free {NAME}.")
    page.save_revision()
    return page


def publish(page) -> None:
    page.get_latest_revision().publish()


def while_open(first, then) -> bool:
    """Do `first`, and `then` on another connection before the first is committed; return whether
    the second waited for that."""
    begun, done = Event(), Event()

    def second():
        try:
            begun.wait()
            then()
        finally:
            done.set()
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(second)
        with transaction.atomic():
            first()
            begun.set()
            waited = not done.wait(PATIENCE)
        other.result()
    return waited


def names_it(page) -> bool:
    return NAME in str(StandardPage.objects.get(pk=page.pk).body)


def test_a_withdrawal_waits_for_a_publication_and_finds_it(person, page):
    assert while_open(lambda: publish(page), lambda: withdraw(person=person, by=None))
    assert not names_it(page)


def test_a_publication_waits_for_a_withdrawal_and_is_refused(person, page):
    draft = page.get_latest_revision().as_object()
    draft.live = True

    def go_out():
        with pytest.raises(PublicationRefused):
            draft.save()

    assert while_open(lambda: withdraw(person=person, by=None), go_out)
    assert not names_it(page)


def test_publications_do_not_wait_for_one_another(page):
    other = make_standard()
    other.save_revision()
    assert not while_open(lambda: publish(page), lambda: publish(other))
    assert names_it(page)
