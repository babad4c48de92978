"""Keeps the vectors of entries: made when they are projected, filled in where they are missing."""

import logging
import re
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Q

from search.engines.base import Progress
from search.meaning import is_on
from search.meaning.encoder import encoder
from search.models import Entry, EntryVector

logger = logging.getLogger(__name__)

# A text says what it is about at its beginning: encoded are its title, so many characters of it as
# a whole, and so many of its first sentences, each at most so long.
WHOLE = 1500
PIECES = 12
LONGEST = 500
# What is shorter says too little to be compared.
SHORTEST = 20
# Entries a step of filling.
BATCH = 50

_ENDS = re.compile(r"(?<=[.!?;])\s+|\n+")


def pieces_of(entry: Entry) -> list[str]:
    """Return what of an entry is encoded: its title, its beginning and its first sentences."""
    text = f"{entry.summary}\n{entry.text}"[: 2 * PIECES * LONGEST].strip()
    sentences = [piece[:LONGEST] for piece in _ENDS.split(text) if len(piece) > SHORTEST]
    whole = [f"{entry.title}. {text}"[:WHOLE]] if text else []
    return [entry.title[:LONGEST], *whole, *sentences[:PIECES]]


def remember(entries: Iterable[Entry]) -> None:
    """Make the vectors of entries that were just written; what fails, `fill` makes up for."""
    if not is_on():
        return
    try:
        write([entry for entry in entries if not entry.deleted])
    except Exception as error:
        # An encoder that is broken must not keep a text from being found by its words.
        logger.warning("The meaning of texts could not be kept: %s", error)


def write(entries: list[Entry], using: str = "default") -> int:
    """Make the vectors that entries lack; return how many were made.

    Those of entries that have been written anew since are left to whoever did that.
    """
    model = encoder()
    ids = [entry.pk for entry in entries]
    held = set(_ours(using).filter(pk__in=ids).values_list("pk", flat=True))
    entries = [entry for entry in entries if entry.pk not in held]
    if not entries:
        return 0
    pieces = [pieces_of(entry) for entry in entries]
    rows = iter(model.encode([piece for some in pieces for piece in some]).astype("float16"))
    made = {
        entry.pk: EntryVector(
            entry_id=entry.pk,
            model=model.name,
            digest=entry.digest,
            numbers=b"".join(next(rows).tobytes() for _piece in some),
        )
        for entry, some in zip(entries, pieces, strict=True)
    }
    with transaction.atomic(using=using):
        locked = Entry.objects.using(using).select_for_update().alive().filter(pk__in=made)
        now = dict(locked.order_by("pk").values_list("pk", "digest"))
        fresh = [one for pk, one in made.items() if now.get(pk) == one.digest]
        EntryVector.objects.using(using).bulk_create(
            fresh,
            update_conflicts=True,
            unique_fields=["entry"],
            update_fields=["model", "digest", "numbers"],
        )
    return len(fresh)


def forget(entries: Iterable[Entry]) -> None:
    """Delete the vectors of those entries that are gone: they tell of what the texts said."""
    gone = [entry.pk for entry in entries if entry.deleted]
    if gone:
        EntryVector.objects.filter(pk__in=gone).delete()


def fill(using: str = "default", progress: Progress | None = None) -> int:
    """Make every vector that is missing or of another encoder; return how many were made."""
    wanted = lacking(using)
    total, done, made, last = wanted.count(), 0, 0, 0
    while batch := list(wanted.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = batch[-1].pk
        made += write(batch, using)
        done += len(batch)
        if progress:
            progress(done, max(total, done))
    return made


def lacking(using: str = "default"):
    """Return the entries without a vector of today's encoder and of what they say today."""
    others = Q(vector=None) | ~Q(vector__model=encoder().name) | ~Q(vector__digest=F("digest"))
    return Entry.objects.using(using).alive().filter(others)


def read(entry_ids: Iterable[int], using: str = "default") -> dict[int, bytes]:
    """Return the numbers of entries by their ids; those without a vector of today are left out."""
    rows = _ours(using).filter(pk__in=list(entry_ids)).values_list("pk", "numbers")
    # PostgreSQL gives a view of them.
    return {pk: bytes(numbers) for pk, numbers in rows}


def _ours(using: str):
    rows = EntryVector.objects.using(using).filter(entry__deleted=False)
    return rows.filter(model=encoder().name, digest=F("entry__digest"))


def cosines(held: dict[int, bytes], asked) -> dict[int, float]:
    """Return by entry how near its nearest piece is to the vector `asked`, from -1 to 1."""
    # It is there only where the stage is on.
    import numpy

    # Two bytes a number.
    counts = [len(numbers) // (2 * len(asked)) for numbers in held.values()]
    rows = numpy.frombuffer(b"".join(held.values()), "float16").reshape(sum(counts), len(asked))
    starts = numpy.cumsum([0, *counts[:-1]])
    nearest = numpy.maximum.reduceat(rows.astype("float32") @ asked, starts)
    return dict(zip(held, nearest.tolist(), strict=True))
