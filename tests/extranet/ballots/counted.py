"""Ballots that were voted on and closed, with rows made by hand in the order of their life."""

import datetime
import io
import json

from django.core.management import call_command
from django.utils import timezone
from hypothesis import strategies as st

from extranet.ballots.counting.published import canonical, digest
from extranet.ballots.counting.terms import ABSTAIN, NO, YES, Terms
from extranet.ballots.models import (
    Ballot,
    DecisionRule,
    NamedVote,
    OpenedVote,
    Option,
    Participation,
    Record,
    RollLine,
    SealKey,
)
from extranet.ballots.services import results
from tests.factories.directory import BodyFactory, MandateFactory, labels
from tests.factories.extranet import MeetingFactory, delegate, secretary

HOUR = datetime.timedelta(hours=1)
LABELS = {
    YES: {"en": "Yes", "fr": "Oui", "es": "Sí"},
    NO: {"en": "No", "fr": "Non", "es": "No"},
    ABSTAIN: {"en": "Abstention", "fr": "Abstention", "es": "Abstención"},
}


def rule_of(body, kind="motion", **terms) -> DecisionRule:
    """Return a rule of a body."""
    version = DecisionRule.objects.filter(body=body, kind=kind).count() + 1
    return DecisionRule.objects.create(
        body=body,
        kind=kind,
        version=version,
        labels=labels("Ordinary motion"),
        articles=labels("Article 7"),
        **terms,
    )


def running(body=None, *, entitled=0, present=None, **terms) -> Ballot:
    """Return an open ballot with so many votes on its roll; `present` of them in a meeting."""
    body = body or BodyFactory()
    held = {}
    if present is not None:
        held = {"mode": "meeting", "meeting": MeetingFactory(body=body, days=0)}
    ballot = Ballot.objects.create(
        body=body, rule=rule_of(body, **terms), titles=labels("The budget"), **held
    )
    for position, code in enumerate(LABELS):
        Option.objects.create(ballot=ballot, code=code, labels=LABELS[code], position=position)
    RollLine.objects.bulk_create(
        RollLine(
            ballot=ballot,
            mandate=mandate,
            name=f"Delegate {number:03}",
            organisation_name=mandate.organisation.name,
            present=number < present if held else None,
        )
        for number, mandate in enumerate(MandateFactory.create_batch(entitled, body=body))
    )
    frozen = Terms(**{**ballot.terms.to_json(), **terms})
    if frozen.secret:
        SealKey.objects.create(ballot=ballot, content=b"never used")
    now = timezone.now()
    ballot.state, ballot.opened_at = "open", now - HOUR
    ballot.closes_at = None if held else now + HOUR
    ballot.terms_frozen = frozen.to_json()
    ballot.save()
    return Ballot.objects.get(pk=ballot.pk)


def closed(body=None, votes=(), *, entitled=None, present=None, **terms) -> Ballot:
    """Return a ballot that was voted on and counted; `votes` are choices, one a line.

    A list of choices in the place of one is a vote by name that was changed: the last counts.
    """
    entitled = len(votes) if entitled is None else entitled
    ballot = running(body, entitled=entitled, present=present, **terms)
    final = []
    for line, vote in zip(ballot.lines.all(), votes, strict=False):
        Participation.objects.create(line=line)
        changes = vote if vote and isinstance(vote[0], list) else [vote]
        final.append(changes[-1])
        if not ballot.terms.secret:
            for choice in changes:
                NamedVote.objects.create(
                    line=line, choice=choice, cast_by_name=line.name, cast_at=timezone.now()
                )
    now = timezone.now()
    ballot.state, ballot.closed_at = "closed", now
    ballot.save()
    if ballot.terms.secret:
        OpenedVote.objects.bulk_create(
            OpenedVote(ballot=ballot, tracker=f"{ballot.pk}-{number:03}", choice=choice)
            for number, choice in enumerate(reversed(final))
        )
        SealKey.objects.filter(ballot=ballot).delete()
    results.count(ballot=ballot, choices=final, at=now)
    return Ballot.objects.get(pk=ballot.pk)


def recorded(ballot: Ballot) -> Record:
    """Return the record of a counted ballot, signed by its chair and the secretariat."""
    for user in (delegate(ballot.body, "chair"), secretary()):
        results.sign(ballot=ballot, by=user)
    return Record.objects.get(ballot=ballot)


def exported(record: Record) -> str:
    """Return a record as it is downloaded."""
    parts = {name: getattr(record, name) for name in ("content", "digest", "previous")}
    return json.dumps(parts, ensure_ascii=False, indent=1)


def forged(export: str, change) -> str:
    """Return an export whose record `change` alters, with the digest that a forger would make."""
    parts = json.loads(export)
    record = json.loads(parts["content"])
    change(record)
    parts["content"] = canonical(record)
    parts["digest"] = digest(parts["previous"], parts["content"])
    return json.dumps(parts)


# What hypothesis puts into the place of a value.
anything = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=3,
)


def places(value, path=()):
    """Yield the path of every value inside of a JSON value."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in pairs:
        yield (*path, key)
        if isinstance(inner, dict | list):
            yield from places(inner, (*path, key))


def replaced(record: dict, path: tuple, value) -> None:
    *parents, last = path
    for key in parents:
        record = record[key]
    record[last] = value


def verified(tmp_path, *exports: str) -> tuple[bool, str]:
    """Return whether all was right with these files, and what the command says."""
    paths = []
    for number, export in enumerate(exports):
        path = tmp_path / f"record-{number}.json"
        path.write_bytes(export if isinstance(export, bytes) else export.encode())
        paths.append(path)
    out = io.StringIO()
    code = 0
    try:
        call_command("verify_ballot", *map(str, paths), stdout=out)
    except SystemExit as end:
        code = end.code
    assert code in (0, 1)
    return code == 0, out.getvalue()
