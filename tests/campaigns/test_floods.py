"""A program that sends the form over and over, from one network."""

import time

import pytest
from django.core import mail
from django.test import Client

from campaigns.models import Invalidation, Signature
from campaigns.services import moderation
from campaigns.services.suspicion import BURST
from campaigns.views.signing import POSTS, SignView
from cms.core.public_forms import guard
from tests.campaigns.tools import HERE, confirmed, consent, fresh, make_appeal, place, recounted
from tests.query_counts import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once", "unindexed")]
SENT = 600


@pytest.fixture
def appeal(site, monkeypatch):
    monkeypatch.setattr(guard, "MIN_SECONDS", 0)
    # The clock must not turn the hour meanwhile.
    now = (time.time() // 3600) * 3600 + 60
    monkeypatch.setattr(time, "time", lambda: now)
    return make_appeal(code="homes")


def typed(number: int) -> dict:
    """Return what the form of somebody sends."""
    return {
        "given_name": "Bot",
        "family_name": f"Number {number}",
        "email": f"bot{number}@example.org",
        "country": place().code,
        "shown": "full",
        "consent": consent().pk,
        "opened": guard.made_out("campaigns.sign"),
    }


def post(client, number: int, data: dict | None = None):
    return client.post("/en/appeals/homes/sign/", data or typed(number), headers=HERE)


def test_a_flood_sends_few_mails_costs_little_and_is_undone_by_one_act(appeal, settings):
    settings.PUBLIC_CACHE_SECONDS = 600
    place()
    person = confirmed(appeal)
    mail.outbox.clear()
    reader, bot = Client(REMOTE_ADDR="192.0.2.99"), Client()
    reader.get("/en/appeals/homes/people/")
    answers = [post(bot, number).status_code for number in range(SENT)]
    network = SignView.network_limit.amount
    assert answers.count(302) == network
    assert answers.count(429) == SENT - network
    assert appeal.signatures.exclude(pk=person.pk).count() == network
    assert len(mail.outbox) == BURST
    # What comes after the first hundreds is turned away without a question about the form.
    data = typed(SENT)
    with queries() as asked:
        assert post(bot, SENT, data).status_code == 429
    assert len(asked) <= 3, asked
    assert POSTS.amount < SENT
    # The pages of others stay in the cache all the while.
    with queries() as asked:
        assert reader.get("/en/appeals/homes/people/").status_code == 200
    assert len(asked) <= 1, asked
    key = Signature.objects.exclude(pk=person.pk).first().network_key
    act = moderation.strike_out(appeal=appeal, reason="A bot", by=None, network_key=key)
    assert act.struck == network
    assert recounted(appeal) == (1, 1)
    assert fresh(person).state == "confirmed"
    assert Invalidation.objects.count() == 1


def test_others_sign_while_a_bot_is_turned_away(appeal):
    bot, person = Client(), Client(REMOTE_ADDR="192.0.2.50")
    assert {post(bot, number).status_code for number in range(70)} == {302, 429}
    assert post(person, 1000).status_code == 302
    assert Signature.objects.get(email="bot1000@example.org").state == "pending"
