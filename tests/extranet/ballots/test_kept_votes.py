"""What the database itself refuses of rolls and votes: on both databases."""

import pytest
from django.utils import timezone

from extranet.ballots.models import (
    NamedVote,
    OpenedVote,
    Option,
    Participation,
    Proxy,
    Recusal,
    RollExclusion,
    RollLine,
    SealedVote,
    SealKey,
)
from extranet.ballots.models.vote import random_key
from extranet.ballots.services import opening, results
from tests.databases import shared_world
from tests.factories.directory import labels
from tests.factories.extranet import delegate

from .casting_tools import (
    DAY,
    ends_mandate,
    line_of,
    mandate_of,
    plain_count,
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


BELONGING = {Option: "option", Proxy: "proxy", Recusal: "recusal"}


@pytest.mark.parametrize("name", BEGUN)
@pytest.mark.parametrize("model", BELONGING, ids=BELONGING.values())
def test_what_belongs_to_a_ballot_is_frozen_with_it(world, model, name):
    ballot = getattr(world, name)
    row = model.objects.filter(ballot=ballot).first()
    change = {
        Option: {"labels": labels("Another")},
        Proxy: {"withdrawn_at": timezone.now()},
        Recusal: {"reason": "Another"},
    }[model]
    new = {
        Option: lambda: Option(ballot=ballot, code="more", labels=labels("More")),
        Proxy: lambda: Proxy(
            ballot=ballot,
            giver=mandate_of(world.users[3], world.body),
            holder=mandate_of(world.users[4], world.body),
        ),
        Recusal: lambda: Recusal(ballot=ballot, mandate=mandate_of(world.users[4], world.body)),
    }[model]
    rows = model.objects.filter(pk=row.pk)
    refuses(lambda: rows.update(**change), words="opened")
    refuses(lambda: rows._raw_delete("default"), words="opened")
    refuses(lambda: new().save(), words="opened")
    draft = model.objects.filter(ballot=world.draft_named)
    refuses(lambda: draft.update(ballot=ballot), words="opened")
    refuses(lambda: rows.update(ballot=world.draft_secret), words="opened")


def test_who_wrote_a_proxy_or_a_recusal_may_be_forgotten(world):
    assert Proxy.objects.filter(ballot=world.open_named).update(given_by=None) == 1
    assert Recusal.objects.filter(ballot=world.open_named).update(recorded_by=None) == 1
    refuses(lambda: Proxy.objects.update(given_by=world.users[4]))


@pytest.mark.parametrize("name", BEGUN)
def test_nobody_comes_onto_a_roll_or_goes_from_it(world, name):
    ballot = getattr(world, name)
    late = mandate_of(delegate(world.body), world.body)
    refuses(lambda: RollLine.objects.create(ballot=ballot, mandate=late, name="Late"))
    refuses(lambda: RollExclusion.objects.create(ballot=ballot, mandate=late, reason="guest"))
    for rows, change in (
        (RollLine.objects.filter(ballot=ballot), {"present": True}),
        (RollLine.objects.filter(ballot=ballot), {"name": "Another"}),
        (RollExclusion.objects.filter(ballot=ballot), {"reason": "no_seat"}),
    ):
        refuses(lambda r=rows, c=change: r.update(**c), words="never changes")
        refuses(lambda r=rows: r._raw_delete("default"), words="never changes")


def _votes(ballot):
    line = ballot.lines.filter(participation__isnull=True).first()
    return {
        "participation": Participation(line=line),
        "named": NamedVote(line=line, choice=["yes"], cast_at=timezone.now()),
        "sealed": SealedVote(ballot=ballot, content=b"x"),
    }


@pytest.mark.parametrize("name", ["closed_named", "closed_secret", "void_named", "void_secret"])
@pytest.mark.parametrize("what", ["participation", "named", "sealed"])
def test_no_vote_comes_in_when_a_ballot_is_not_open(world, name, what):
    row = _votes(getattr(world, name))[what]
    refuses(lambda: row.save(force_insert=True), words="no vote is taken")


def test_no_vote_comes_in_before_the_opening(world):
    draft = world.draft_named
    line = RollLine.objects.create(
        ballot=draft, mandate=mandate_of(world.users[0], world.body), name="X"
    )
    refuses(lambda: Participation.objects.create(line=line), words="no vote is taken")
    refuses(lambda: SealedVote.objects.create(ballot=draft, content=b"x"), words="no vote")


@pytest.mark.parametrize("what", ["participation", "named", "sealed"])
def test_no_vote_comes_in_after_the_end_though_nothing_is_closed_yet(world, what):
    soon = timezone.now() + 0.2 * DAY / 86400
    draft = world.draft_secret
    ballot = opening.open_ballot(ballot=draft, by=world.chair, closes_at=soon)
    wait_until(soon)
    row = _votes(ballot)[what]
    refuses(lambda: row.save(force_insert=True), words="no vote is taken")


def test_votes_are_never_changed_and_never_deleted(world):
    for model, change in (
        (Participation, None),
        (NamedVote, {"choice": ["abstain"]}),
        (NamedVote, {"reason": "Another"}),
        (NamedVote, {"cast_by_name": "Another"}),
        (NamedVote, {"cast_by": world.users[4]}),
        (NamedVote, {"cast_at": timezone.now()}),
        (SealedVote, {"content": b"y"}),
        (OpenedVote, {"choice": ["abstain"]}),
    ):
        rows = model.objects.all()
        assert rows.exists()
        if change:
            refuses(lambda r=rows, c=change: r.update(**c), words="never changes")
        refuses(lambda r=rows: r._raw_delete("default"), words="never changes")
    refuses(
        lambda: Participation.objects.filter(line=line_of(world.open_named, world.users[3])).update(
            line=line_of(world.open_named, world.users[4])
        )
    )


def test_who_cast_a_named_vote_may_be_forgotten(world):
    rows = NamedVote.objects.all()
    assert rows.update(cast_by=None) == rows.count() > 0
    refuses(lambda: rows.update(cast_by=world.users[0]))


@pytest.mark.parametrize("name", ["draft_secret", *BEGUN])
def test_votes_are_opened_at_the_close_and_never_otherwise(world, name):
    row = OpenedVote(tracker="X" * 16, ballot=getattr(world, name), choice=["yes"])
    refuses(lambda: row.save(force_insert=True), words="opened at the close")


def test_a_key_stays_until_the_count_and_none_comes_later(world):
    key = SealKey.objects.filter(ballot=world.open_secret)
    refuses(lambda: key._raw_delete("default"), words="a key goes")
    refuses(lambda: key.update(content=b"x"), words="never changes")
    for name in BEGUN:
        if name != "open_secret":
            row = SealKey(ballot=getattr(world, name), content=b"x")
            refuses(lambda r=row: r.save(force_insert=True), words="opened")
    assert list(SealKey.objects.values_list("ballot", flat=True)) == [world.open_secret.pk]


def test_a_key_of_a_sealed_vote_is_no_order():
    keys = [random_key() for _number in range(50)]
    assert keys != sorted(keys)
    assert len({len(key) for key in keys}) == 1


def test_a_mandate_on_a_roll_still_ends(world):
    ends_mandate(world.users[0], world.body)
