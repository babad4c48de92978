"""A dump of everything does not tell who voted what: attacks that would find it if it did."""

import logging
import random
import re

import pytest
from django.apps import apps
from django.db import connection
from wagtail.models import ReferenceIndex

from extranet.ballots import sealing
from extranet.ballots.models import (
    NamedVote,
    OpenedVote,
    Participation,
    SealedVote,
    SealKey,
)
from extranet.ballots.services import casting, closing, results

from .casting_tools import committee, line_of, opened, plain_count, rule_of
from .secrecy import (
    BALLOTS,
    VOTERS,
    close_all,
    found,
    hold,
    hold_all,
    opened_attacks,
    sealed_attacks,
    whole_dump,
)

VOTES = BALLOTS * VOTERS


@pytest.fixture(autouse=True)
def _counted(monkeypatch):
    monkeypatch.setattr(results, "count", plain_count)


@pytest.fixture
def dice(monkeypatch):
    """Chance that comes the same in every run, where the product asks the system for it."""
    dice = random.Random(20261130)
    monkeypatch.setattr("secrets.choice", dice.choice)
    monkeypatch.setattr("secrets.token_hex", lambda count: dice.randbytes(count).hex())
    monkeypatch.setattr("secrets.token_bytes", dice.randbytes)

    def key(bit_length):
        return dice.randbytes(bit_length // 8)

    monkeypatch.setattr("extranet.ballots.sealing.AESGCM.generate_key", key)
    return dice


class Leaky:
    """An AESGCM as bad as can be: it leaves the text as it is."""

    def __init__(self, key):
        self.key = key

    def encrypt(self, nonce, plain, about):
        return plain + bytes(16)

    def decrypt(self, nonce, content, about):
        return content[:-16]


@pytest.fixture
def all_held(dice):
    return hold_all(dice)


def assert_nobody_is_found_out(chair, held):
    before = whole_dump()
    trackers = [tracker for one in held for tracker in one.trackers]
    assert not any(tracker in before for tracker in trackers)
    assert found(sealed_attacks(held), VOTES) == {}
    close_all(held, chair)
    after = whole_dump()
    for tracker in trackers:
        (line,) = [line for line in after.splitlines() if tracker in line]
        assert re.search("ballots_openedvote", line)
    assert found(opened_attacks(held), VOTES) == {}
    # The sealed rows are noise as before, and their keys are gone.
    assert found(sealed_attacks(held), VOTES) == {}
    assert not re.search(r"INSERT INTO \S*ballots_sealkey", after)


@pytest.mark.django_db
def test_on_sqlite_no_attack_is_better_than_chance(all_held):
    assert_nobody_is_found_out(*all_held)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_on_postgresql_no_attack_is_better_than_chance(all_held):
    assert_nobody_is_found_out(*all_held)


@pytest.mark.django_db
@pytest.mark.databases
def test_the_attack_finds_a_list_written_in_the_order_of_voting(all_held, monkeypatch):
    chair, held = all_held
    order = {tracker: place for one in held for place, tracker in enumerate(one.trackers)}
    write = OpenedVote.objects.bulk_create
    monkeypatch.setattr(
        OpenedVote.objects,
        "bulk_create",
        lambda rows: write(sorted(rows, key=lambda row: order[row.tracker])),
    )
    close_all(held, chair)
    assert found(opened_attacks(held), VOTES)["place up, order of voting"] == VOTES


@pytest.mark.django_db
def test_the_attack_finds_trackers_that_are_given_out_in_order(dice, monkeypatch):
    numbers = iter(range(10**9))
    monkeypatch.setattr(casting, "new_code", lambda: f"{next(numbers):016}")
    chair, held = hold_all(dice)
    close_all(held, chair)
    assert "tracker up, order of voting" in found(opened_attacks(held), VOTES)


@pytest.mark.django_db
def test_the_attack_finds_votes_that_are_not_encrypted(dice, monkeypatch):
    monkeypatch.setattr(sealing, "AESGCM", Leaky)
    Leaky.generate_key = staticmethod(lambda bit_length: bytes(32))
    _chair, held = hold_all(dice)
    assert VOTES in found(sealed_attacks(held), VOTES).values()


def counts() -> dict[str, int]:
    """Return how many rows each table holds."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


@pytest.mark.django_db
def test_a_secret_vote_leaves_two_rows_and_no_word_in_any_log(dice, caplog):
    body, chair, voters = committee(VOTERS)
    ballot = opened(body, chair, rule_of(body, secret=True))
    before = counts()
    connection.force_debug_cursor = True
    try:
        with caplog.at_level(logging.DEBUG), caplog.at_level(logging.DEBUG, "django"):
            held = hold(ballot, voters, dice)
            voting = caplog.text
    finally:
        connection.force_debug_cursor = False
    grown = {name for name, count in counts().items() if count != before[name]}
    assert grown == {"ballots.Participation", "ballots.SealedVote"}
    assert 'INSERT INTO "ballots_sealedvote"' in voting
    assert not any(tracker in voting for tracker in held.trackers)
    ballots = [line for line in voting.splitlines() if "ballots_option" not in line]
    assert not re.search(r"""['"\[ ](yes|no)['"\], ]""", "\n".join(ballots))


@pytest.mark.admin_indexes
@pytest.mark.django_db
def test_no_index_of_references_keeps_the_order_of_votes(monkeypatch):
    monkeypatch.setattr(results, "count", plain_count)
    body, chair, members = committee()
    ballot = opened(body, chair, rule_of(body, secret=True))
    for user in members:
        casting.cast(ballot=ballot, line=line_of(ballot, user), choice=["yes"], by=user)
    closing.close(ballot=ballot, by=chair)
    models = (Participation, SealedVote, SealKey, OpenedVote, NamedVote)
    assert not any(ReferenceIndex.model_is_indexable(model) for model in models)
    kept = {row.base_content_type.model_class() for row in ReferenceIndex.objects.all()}
    assert not kept & set(models)
