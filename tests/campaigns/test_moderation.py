"""Held signatures, comments and floods: what people decide, and what is counted after it."""

import datetime
import html
from functools import partial

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from campaigns.models import Invalidation, Signature
from campaigns.services import keys, moderation, signing
from cms.core.caching import content_version
from tests.campaigns.tools import confirmed, fresh, make_appeal, place, recounted, sign
from tests.factories import UserFactory
from tests.home.editing import colleague, signed_in
from tests.query_counts import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once", "unindexed")]
State = Signature.State


@pytest.fixture
def appeal(site):
    return make_appeal(code="homes")


@pytest.fixture
def by(db):
    return UserFactory()


def text_of(response) -> str:
    return html.unescape(response.content.decode())


def flood(appeal, amount, state=State.CONFIRMED, network="bot", first=1):
    """Add many signatures of one network past the services, as a bot would leave them."""
    country, key = place(), keys.digest(appeal, "network", network)
    counted = state == State.CONFIRMED
    Signature.objects.bulk_create(
        Signature(
            appeal=appeal,
            given_name="Bot",
            email=f"{network}{number}@example.org",
            email_key=f"{network}{number}",
            country=country,
            language="en",
            network_key=key,
            state=state,
            number=number if counted else None,
            month=timezone.localdate().replace(day=1) if counted else None,
        )
        for number in range(first, first + amount)
    )
    if counted:
        type(appeal).objects.filter(pk=appeal.pk).update(people=recounted(appeal)[1])
    return key


def test_ten_thousand_of_one_network_are_struck_out_and_brought_back_by_one_act(appeal, by):
    person = confirmed(appeal)
    key = flood(appeal, 6000, first=2)
    flood(appeal, 4000, State.PENDING, network="bot", first=7000)
    assert recounted(appeal) == (6001, 6001)
    version = content_version()
    with queries() as asked:
        act = moderation.strike_out(appeal=appeal, reason="A bot", by=by, network_key=key)
    assert len(asked) <= 20
    assert (act.struck, act.counted) == (10_000, 6000)
    assert recounted(appeal) == (1, 1)
    assert content_version() > version
    assert fresh(person).state == State.CONFIRMED
    assert moderation.undo(act=act, by=by) == 10_000
    assert recounted(appeal) == (6001, 6001)
    assert moderation.undo(act=act, by=by) == 0
    assert recounted(appeal) == (6001, 6001)
    assert appeal.signatures.filter(state=State.PENDING).count() == 4000
    assert mail.outbox[1:] == []


@pytest.mark.parametrize("act", ["strike", "undo"])
def test_what_is_struck_out_and_the_count_change_together_or_not_at_all(
    appeal, by, monkeypatch, act
):
    key = flood(appeal, 3)
    strike = partial(moderation.strike_out, appeal=appeal, reason="x", by=by, network_key=key)
    do, before = strike, (3, 3)
    if act == "undo":
        do, before = partial(moderation.undo, act=strike(), by=by), (0, 0)

    def fail(*args, **kwargs):
        raise RuntimeError

    # The last thing that is done.
    monkeypatch.setattr("campaigns.services.moderation.log", fail)
    with pytest.raises(RuntimeError):
        do()
    assert recounted(appeal) == before
    assert Invalidation.objects.filter(undone_at=None).count() == (1 if act == "undo" else 0)


def test_what_is_struck_out_meets_every_condition(appeal, by):
    key = flood(appeal, 3)
    old = timezone.now() - datetime.timedelta(days=2)
    appeal.signatures.filter(number=1).update(created_at=old)
    appeal.signatures.filter(number=2).update(held_for="burst")
    today = timezone.now() - datetime.timedelta(days=1)

    def numbers(**conditions):
        rows = moderation.to_strike(appeal=appeal, **conditions)
        return sorted(rows.values_list("number", flat=True))

    assert numbers(network_key=key) == [1, 2, 3]
    assert numbers(network_key=key, since=today) == [2, 3]
    assert numbers(until=today) == [1]
    assert numbers(rule="burst") == [2]
    assert numbers(rule="burst", until=today) == []
    assert numbers(network_key="0" * 64) == []
    assert numbers() == []


def test_who_withdrew_meanwhile_stays_withdrawn(appeal, by):
    gone, stays = confirmed(appeal, network="x"), confirmed(appeal, network="x")
    key = gone.network_key
    act = moderation.strike_out(appeal=appeal, reason="x", by=by, network_key=key)
    signing.withdraw(signature=gone)
    assert recounted(appeal) == (0, 0)
    moderation.undo(act=act, by=by)
    assert (fresh(gone).state, fresh(stays).state) == (State.WITHDRAWN, State.CONFIRMED)
    assert recounted(appeal) == (1, 1)


def test_a_link_of_what_was_struck_out_confirms_nothing(appeal, by):
    from cms.core import links

    row = sign(appeal, network="x")
    token = links.renew(row, datetime.timedelta(days=7))
    moderation.strike_out(appeal=appeal, reason="x", by=by, network_key=row.network_key)
    with pytest.raises(links.LinkInvalid):
        signing.confirm(token=token)
    assert recounted(appeal) == (0, 0)


def test_who_signs_again_after_having_been_struck_out_is_held(appeal, by):
    row = sign(appeal, "ana@example.org", network="x")
    act = moderation.strike_out(appeal=appeal, reason="x", by=by, network_key=row.network_key)
    again = sign(appeal, "ana@example.org", network="y")
    assert (again.pk, again.state, again.held_for) == (row.pk, State.HELD, "struck")
    assert moderation.undo(act=act, by=by) == 0
    assert fresh(row).state == State.HELD


def test_held_signatures_go_on_or_are_refused(appeal, by):
    one, other = (sign(appeal, f"{name}@mailinator.com") for name in ("a", "b"))
    assert mail.outbox == []
    assert moderation.release(appeal=appeal, ids=[one.pk, one.pk + 999], by=by) == 1
    assert [message.to for message in mail.outbox] == [["a@mailinator.com"]]
    assert moderation.refuse(appeal=appeal, ids=[one.pk, other.pk], by=by) == 1
    assert (fresh(one).state, fresh(other).state) == (State.PENDING, State.INVALID)
    assert len(mail.outbox) == 1


def test_a_comment_is_shown_once_somebody_has_read_it(appeal, by, client):
    row = confirmed(appeal, comment="For my <b>children</b>")
    refused = confirmed(appeal, comment="Nonsense")
    hidden = confirmed(appeal, comment="Mine alone", shown="hidden")
    page = "/en/appeals/homes/people/"
    assert "children" not in text_of(client.get(page))
    assert list(appeal.signatures.with_unread_comments()) == [row, refused]
    moderation.decide_comments(appeal=appeal, ids=[row.pk, hidden.pk], show=True, by=by)
    moderation.decide_comments(appeal=appeal, ids=[refused.pk], show=False, by=by)
    shown = client.get(page).content.decode()
    assert "For my &lt;b&gt;children&lt;/b&gt;" in shown
    assert "Nonsense" not in shown
    assert "Mine alone" not in shown
    assert not appeal.signatures.with_unread_comments().exists()


def test_what_was_done_is_in_the_log_without_names(appeal, by):
    row = confirmed(appeal, network="x", comment="Yes")
    moderation.decide_comments(appeal=appeal, ids=[row.pk], show=True, by=by)
    act = moderation.strike_out(appeal=appeal, reason="x", by=by, network_key=row.network_key)
    moderation.undo(act=act, by=by)
    entries = ModelLogEntry.objects.for_instance(appeal)
    assert {entry.action for entry in entries} == {
        *("campaigns.read_comment", "campaigns.strike_out", "campaigns.undo_strike")
    }
    assert all(entry.user == by for entry in entries)
    assert "Wanjiru" not in str([entry.data for entry in entries])


# --- The screens ---------------------------------------------------------------------


def url(name, *args) -> str:
    return reverse(f"signatures{name}", args=args)


def test_the_screens_are_for_coordinators(appeal, roles):
    act = Invalidation.objects.create(appeal=appeal, reason="x")
    for role, may in (("editors", False), ("translators", False), ("coordinators", True)):
        client = signed_in(colleague(role))
        for path in (url(""), url("_appeal", appeal.pk)):
            assert (client.get(path).status_code == 200) is may, (role, path)
        answer = client.post(url("_undo", act.pk))
        assert answer.url == (url("_appeal", appeal.pk) if may else "/admin/")
        export = client.get(url("_export", appeal.pk, "addressee", "csv"))
        assert export.status_code == 302
    assert Client().get(url("")).status_code == 302


def test_a_coordinator_decides_on_the_screen(appeal, roles):
    client = signed_in(colleague("coordinators"))
    held = sign(appeal, "x@mailinator.com", given_name="Held")
    comment = confirmed(appeal, comment="Read me")
    page = text_of(client.get(url("_appeal", appeal.pk)))
    assert "mailinator.com" in page
    assert "x@mailinator.com" not in page
    assert "Read me" in page
    decide = url("_decide", appeal.pk)
    client.post(decide, {"act": "release", "ids": [held.pk, "x"]})
    client.post(decide, {"act": "show", "ids": [comment.pk]})
    assert fresh(held).state == State.PENDING
    assert fresh(comment).public_comment == "Read me"
    assert client.post(decide, {"act": "delete", "ids": [held.pk]}).url == "/admin/"
    assert "Homes for all" in text_of(client.get(url("")))


def test_many_are_struck_out_after_having_been_counted(appeal, roles):
    client = signed_in(colleague("coordinators"))
    key = flood(appeal, 7)
    assert key[:8] in text_of(client.get(url("_appeal", appeal.pk)))
    strike = url("_strike", appeal.pk)
    data = {"network_key": key, "reason": "A bot"}
    assert "7 signatures meet these conditions. 7 of them are counted now." in text_of(
        client.post(strike, data)
    )
    assert recounted(appeal) == (7, 7)
    for wrong in ({"reason": "x"}, {"network_key": key}, data | {"network_key": "x"}):
        assert client.post(strike, wrong | {"confirmed": "1"}).status_code == 422
    assert recounted(appeal) == (7, 7)
    client.post(strike, data | {"confirmed": "1"})
    assert recounted(appeal) == (0, 0)
    act = Invalidation.objects.get()
    client.post(url("_undo", act.pk))
    assert recounted(appeal) == (7, 7)
    assert client.get(url("_undo", act.pk)).status_code == 405


def test_the_screen_asks_as_often_for_many(appeal, roles):
    client = signed_in(colleague("coordinators"))
    path = url("_appeal", appeal.pk)

    def asked():
        client.get(path)
        with queries() as found:
            client.get(path)
        return len(found)

    sign(appeal, "x@mailinator.com")
    confirmed(appeal, comment="Read me")
    flood(appeal, 5, first=100)
    few = asked()
    flood(appeal, 60, State.HELD, first=200)
    for _ in range(20):
        confirmed(appeal, comment="Read me")
    assert asked() == few
