"""What the database itself refuses of a ballot, whatever the services do: on both databases."""

import re

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from extranet.ballots import kept
from extranet.ballots.models import (
    Ballot,
    DecisionRule,
    NamedVote,
    OpenedVote,
    Option,
    Participation,
    Proxy,
    Record,
    Recusal,
    RollExclusion,
    RollLine,
    SealedVote,
    SealKey,
)
from extranet.ballots.services import opening, results
from tests.databases import shared_world
from tests.factories.directory import labels

from .casting_tools import (
    DAY,
    committee,
    plain_count,
    rule_of,
    wait_until,
)
from .kept_world import BEGUN, made_world, refuses

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


@pytest.fixture(scope="module")
def kept_world(django_db_setup, django_db_blocker):
    with shared_world(django_db_blocker):
        yield made_world()


@pytest.fixture
def world(kept_world, db):
    return kept_world


@pytest.fixture(autouse=True)
def _counted(monkeypatch):
    monkeypatch.setattr(results, "count", plain_count)


CHANGES = {
    "rule": lambda world: rule_of(world.body),
    "body": lambda world: committee(1)[0],
    "terms_frozen": lambda world: {"majority": "two_thirds"},
    "terms_given": lambda world: {"majority": "two_thirds"},
    "kind": lambda world: "election",
    "position": lambda world: 7,
    "round": lambda world: 7,
    "previous": lambda world: world.draft_named,
    "titles": lambda world: labels("Another"),
    "texts": lambda world: labels("Another"),
    "subject_kind": lambda world: "x",
    "subject_key": lambda world: "x",
    "opened_at": lambda world: timezone.now(),
    "announced_at": lambda world: timezone.now(),
    "created_at": lambda world: timezone.now(),
    "created_by": lambda world: world.users[0],
    "closes_at": lambda world: timezone.now() + DAY,
    "extensions": lambda world: [{"reason": "Snow"}],
}


STATES = ["draft", "open", "closed", "void"]
WAYS = {("draft", "open"), ("open", "closed"), ("open", "void"), ("closed", "void")}


TABLES = (Option, Proxy, Recusal, RollLine, RollExclusion, Participation)


@pytest.mark.parametrize("name", BEGUN)
@pytest.mark.parametrize("field", CHANGES)
def test_nothing_of_an_opened_ballot_changes(world, name, field):
    ballot = getattr(world, name)
    value = CHANGES[field](world)
    refuses(lambda: Ballot.objects.filter(pk=ballot.pk).update(**{field: value}))


@pytest.mark.parametrize("field", sorted(CHANGES.keys() - {"opened_at"}))
def test_a_draft_changes_in_everything(world, field):
    value = CHANGES[field](world)
    Ballot.objects.filter(pk=world.draft_secret.pk).update(**{field: value})


@pytest.mark.parametrize("name", BEGUN)
def test_an_opened_ballot_is_never_deleted_and_its_author_may_be_forgotten(world, name):
    ballot = getattr(world, name)
    refuses(lambda: Ballot.objects.filter(pk=ballot.pk)._raw_delete("default"))
    assert Ballot.objects.filter(pk=ballot.pk).update(created_by=None) == 1


@pytest.mark.parametrize("new", STATES)
@pytest.mark.parametrize("old", STATES)
def test_a_ballot_goes_forward_alone(world, old, new):
    now = timezone.now()
    moments = {
        "draft": {"opened_at": None},
        "open": {"opened_at": now} if old == "draft" else {},
        "closed": {"closed_at": now} if old == "open" else {},
        "void": {"voided_at": now, "void_reason": "X"} if old != "void" else {},
    }[new]
    ballot = getattr(world, f"{old}_named")

    def go():
        return Ballot.objects.filter(pk=ballot.pk).update(state=new, **moments)

    if (old, new) in WAYS or (old == new and old != "void"):
        if old == new == "closed":
            moments.clear()
        assert go() == 1
    elif old == new:
        refuses(lambda: Ballot.objects.filter(pk=ballot.pk).update(void_reason="Y"))
    else:
        refuses(go)


def test_when_it_was_closed_or_declared_void_stays_as_it_was(world):
    for name, fields in (
        ("closed_named", {"closed_at": timezone.now()}),
        ("closed_named", {"void_reason": "X"}),
        ("void_named", {"voided_at": timezone.now()}),
        ("open_named", {"closed_at": timezone.now()}),
    ):
        ballot = getattr(world, name)
        refuses(lambda b=ballot, f=fields: Ballot.objects.filter(pk=b.pk).update(**f))


def test_a_ballot_on_record_is_never_void(world):
    ballot = world.closed_named
    Record.objects.create(
        ballot=ballot,
        body=world.body,
        number=1,
        content="{}",
        digest="0" * 64,
        made_at=timezone.now(),
    )
    fields = {"state": "void", "voided_at": timezone.now(), "void_reason": "X"}
    refuses(lambda: Ballot.objects.filter(pk=ballot.pk).update(**fields), words="never goes back")


def test_the_end_moves_later_alone_and_only_before_it(world):
    ballot = world.open_named
    rows = Ballot.objects.filter(pk=ballot.pk)
    refuses(lambda: rows.update(closes_at=ballot.closes_at - DAY), words="longer")
    refuses(lambda: rows.update(closes_at=None))
    soon = timezone.now() + 0.2 * DAY / 86400
    assert rows.update(closes_at=ballot.closes_at + DAY) == 1
    draft = Ballot.objects.filter(pk=world.draft_named.pk)
    draft.update(closes_at=soon)
    opening.open_ballot(ballot=draft.get(), by=world.chair)
    wait_until(soon)
    refuses(lambda: draft.update(closes_at=soon + DAY), words="longer")


def test_a_rule_that_a_ballot_was_opened_with_is_frozen_but_can_be_retired(world):
    rows = DecisionRule.objects.filter(pk=world.open_named.rule_id)
    unused = DecisionRule.objects.filter(pk=rule_of(world.body).pk)
    for change in (
        {"majority": "two_thirds"},
        {"secret": True},
        {"labels": labels("Another")},
        {"quorum": "presence", "quorum_percent": 1},
        {"version": 9},
    ):
        refuses(lambda c=change: rows.update(**c), words="never changes")
        assert unused.update(**change) == 1
    refuses(lambda: rows._raw_delete("default"))
    assert rows.update(retired=True, created_by=None) == 1


def test_what_is_frozen_names_every_column():
    free = {
        "ballots_ballot": {
            *("state", "closes_at", "extensions", "closed_at", "voided_at", "void_reason"),
            "created_by_id",
        },
        "ballots_decisionrule": {"retired", "created_by_id"},
        "ballots_option": set(),
        "ballots_proxy": {"given_by_id"},
        "ballots_recusal": {"recorded_by_id"},
        "ballots_namedvote": {"cast_by_id"},
    }
    named = {
        Ballot: kept.BALLOT,
        DecisionRule: kept.RULE,
        Option: kept.OPTION,
        Proxy: kept.PROXY,
        Recusal: kept.RECUSAL,
        NamedVote: kept.NAMED,
    }
    for model, columns in named.items():
        table = model._meta.db_table
        every = {field.column for field in model._meta.concrete_fields}
        assert every == set(columns) | free[table], table


def test_every_trigger_is_there_and_on_sqlite_no_row_of_a_sealed_vote_has_a_number():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            found = {name for (name,) in cursor.fetchall()}
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'ballots_sealedvote'")
            assert cursor.fetchone()[0].endswith("WITHOUT ROWID")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
            found = {name for (name,) in cursor.fetchall()}
    asked = {r.name for r in kept.RULES if connection.vendor != "sqlite" or r.event != "TRUNCATE"}
    assert asked <= found
    assert all(re.fullmatch(r"[a-z_]{1,63}", rule.name) for rule in kept.RULES)


@pytest.mark.postgres
@pytest.mark.parametrize(
    "model",
    [*TABLES, Ballot, NamedVote, SealedVote, OpenedVote, SealKey],
    ids=lambda model: model.__name__,
)
def test_no_table_is_emptied_at_once(world, model):
    def empty():
        with connection.cursor() as cursor:
            # What waits for the end of the transaction would refuse it first.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE")

    with pytest.raises(DatabaseError, match="never goes"), transaction.atomic():
        empty()
    assert model.objects.exists()
