"""An attacker who has the whole database, its logs and the order in which people voted.

There are as many votes in favour as against, dealt out by chance, so that who knows nothing is
right half of the time. An attack guesses the vote of everybody; by Hoeffding's inequality, which
holds for draws without replacement too, the chance that one attack of `attacks` is right more than
`n / 2 + sqrt(n / 2 * ln(2 * attacks / p))` times of `n`, or so much less, is below `p`.
"""

import glob
import math
import os
import random
import shutil
import subprocess
from dataclasses import dataclass, field

from django.db import connection

from extranet.ballots.models import OpenedVote, SealedVote
from extranet.ballots.services import closing
from tests.services.fixtures import absent

from .casting_tools import committee, opened, rule_of, vote

VOTERS, BALLOTS, P = 12, 16, 1e-4


@dataclass
class Held:
    """One ballot as it went: who voted what with which tracker, and the row that came of each, in
    the order of voting."""

    ballot: object
    choices: list[str] = field(default_factory=list)
    trackers: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


def hold(ballot, voters, dice: random.Random) -> Held:
    """Let all vote in an open secret ballot, in an order and with choices by chance."""
    held = Held(ballot)
    order = dice.sample(voters, len(voters))
    half = len(voters) // 2
    held.choices = dice.sample(["yes"] * half + ["no"] * half, 2 * half)
    known = set()
    for user, choice in zip(order, held.choices, strict=True):
        held.trackers.append(vote(held.ballot, user, [choice]).tracker)
        keys = set(SealedVote.objects.filter(ballot=held.ballot).values_list("key", flat=True))
        # As a log of all SQL would tell.
        held.keys += keys - known
        known |= keys
    return held


def physical(model, ballot) -> list[dict]:
    """Return the rows of a ballot as they lie, with what the database itself notes of each."""
    table = model._meta.db_table
    if connection.vendor == "postgresql":
        extra, order = "ctid, xmin::text::bigint AS xmin", "ctid"
    elif model is SealedVote:
        # It lies by its key: there is no number of rows.
        extra, order = "0 AS number", "number"
    else:
        extra, order = "rowid AS number", "rowid"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {extra}, t.* FROM {table} t WHERE ballot_id = %s ORDER BY {order}",
            [ballot.pk],
        )
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def whole_dump() -> str:
    """Return the whole database as text."""
    if connection.vendor == "sqlite":
        return "\n".join(connection.connection.iterdump())
    found = shutil.which("pg_dump") or next(
        iter(sorted(glob.glob("/usr/lib/postgresql/*/bin/pg_dump"), reverse=True)), None
    )
    if found is None:
        absent("there is no pg_dump")
    where = connection.settings_dict
    command = [found, "-h", where["HOST"], "-p", str(where["PORT"] or 5432), "-U", where["USER"]]
    done = subprocess.run(
        [*command, "--inserts", where["NAME"]],
        env=os.environ | {"PGPASSWORD": where["PASSWORD"]},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def sealed_attacks(all_held: list[Held]) -> dict[str, int]:
    """Return how often each attack on sealed votes is right: one for each bit that is in them.

    The attacker knows which row is whose.
    """
    hits: dict[str, int] = {}
    for held in all_held:
        contents = {row["key"]: bytes(row["content"]) for row in physical(SealedVote, held.ballot)}
        for key, choice in zip(held.keys, held.choices, strict=True):
            for place, byte in enumerate(contents[key]):
                for bit in range(8):
                    name = f"byte {place}, bit {bit}"
                    guess = "yes" if byte >> bit & 1 else "no"
                    hits[name] = hits.get(name, 0) + (guess == choice)
    return hits


def opened_attacks(all_held: list[Held]) -> dict[str, int]:
    """Return how often each attack on the counted list is right: every order of the rows that
    there is, matched with the order of voting, and with every order of the sealed rows."""
    hits: dict[str, int] = {}
    for held in all_held:
        rows = physical(OpenedVote, held.ballot)
        sealed = {row["key"]: row for row in physical(SealedVote, held.ballot)}
        voters = {
            "order of voting": list(range(len(held.keys))),
            "order of keys": _ranks(held.keys),
            "order of contents": _ranks([bytes(sealed[key]["content"]) for key in held.keys]),
            "place of sealed rows": _ranks([list(sealed).index(key) for key in held.keys]),
        }
        orders = {"place": rows}
        for column in rows[0].keys() - {"ballot_id", "choice"}:
            orders[column] = sorted(rows, key=lambda row: str(row[column]).rjust(40))
        for name, order in orders.items():
            for direction, way in (("up", order), ("down", order[::-1])):
                listed = ["yes" if "yes" in str(row["choice"]) else "no" for row in way]
                for other, ranks in voters.items():
                    right = sum(
                        listed[rank] == choice
                        for rank, choice in zip(ranks, held.choices, strict=True)
                    )
                    attack = f"{name} {direction}, {other}"
                    hits[attack] = hits.get(attack, 0) + right
    return hits


def _ranks(values: list) -> list[int]:
    order = sorted(range(len(values)), key=lambda place: values[place])
    ranks = [0] * len(values)
    for rank, place in enumerate(order):
        ranks[place] = rank
    return ranks


def found(hits: dict[str, int], votes: int) -> dict[str, int]:
    """Return the attacks that are right, or wrong, more often than chance lets them be."""
    most = math.sqrt(votes / 2 * math.log(2 * len(hits) / P))
    return {name: count for name, count in hits.items() if abs(count - votes / 2) > most}


def hold_all(dice: random.Random) -> tuple:
    """Return a chair, and as many ballots held in their body as the attacks ask for."""
    body, chair, voters = committee(VOTERS)
    rule = rule_of(body, secret=True)
    return chair, [hold(opened(body, chair, rule), voters, dice) for _number in range(BALLOTS)]


def close_all(all_held: list[Held], chair) -> None:
    """Close the ballots."""
    for held in all_held:
        closing.close(ballot=held.ballot, by=chair)
