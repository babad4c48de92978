"""Elections of the sample: nominations for the Board under way, the coordinator elected."""

import datetime
import json
from itertools import cycle
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.directory.models import Body, Mandate, Organisation, Person
from cms.taxonomy.models import Place
from extranet.ballots.models import Ballot, DecisionRule, Election, Nomination
from extranet.ballots.sample.ballots import lent_accounts
from extranet.ballots.services import casting, closing, opening, results
from extranet.ballots.services.elections import admitting, naming, preparing, seating, voting
from extranet.notices.models import Notice
from home.services.load_sample import add_part

TEXTS = Path(__file__).parent / "sample.json"
DAY = datetime.timedelta(days=1)
KINDS = ("nominations_opened", "candidate_named", "candidate_admitted", "candidate_elected")
# Where the rules that are shipped are not loaded.
RULES = {
    "elect-board": {"seats": 35, "unit": "organisation", "tie": "runoff"},
    "elect-coordinator": {"majority": "absolute", "tie": "runoff"},
}


def load(*, files, today) -> int:
    """Add what is missing of the elections; return how many were made. Nobody is written to."""
    texts = json.loads(TEXTS.read_text(encoding="utf-8"))
    made = 0
    for name, make, electing in (
        ("board", _board, "steering-committee"),
        ("coordinator", _coordinator, "board"),
    ):
        body = Body.objects.get(code=electing)
        if Election.objects.filter(body=body, titles=texts[name]["titles"]).exists():
            continue
        with lent_accounts(body) as (chair, secretary):
            make(body, texts[name], chair, secretary)
        made += 1
    Notice.objects.filter(kind__in=KINDS, sent_at=None).delete()
    Notice.objects.filter(kind__startswith="ballot_", sent_at=None).delete()
    return made


def _board(body: Body, texts: dict, _chair, secretary) -> None:
    """Nominations that are open, with candidates of some parties."""
    regions = Place.objects.filter(kind=Place.Kind.REGION).values_list("code", flat=True)
    election = preparing.create(
        by=secretary,
        body=body,
        rule=_rule(body, "elect-board"),
        **_words(texts),
        **_of("board", days=24),
        regions=dict.fromkeys(regions, 2),
        may_name_one=True,
        co_opted=1,
    )
    election = preparing.open_nominations(election=election, by=secretary)
    _name(election, texts, secretary)


def _coordinator(body: Body, texts: dict, chair, secretary) -> None:
    """An election that was voted on, counted, signed by two and recorded."""
    sitting = Mandate.objects.in_force_at().get(body__code="coordination", role="coordinator")
    election = preparing.create(
        by=secretary,
        body=body,
        rule=_rule(body, "elect-coordinator"),
        **_words(texts),
        **_of("coordination", days=1),
        role=Mandate.Role.COORDINATOR,
        mandates_from=sitting.starts_on,
    )
    election = preparing.open_nominations(election=election, by=secretary)
    named = _name(election, texts, secretary)
    # The time of the nominations is over: what was promised was promised a month ago.
    until = timezone.now() - DAY
    Election.objects.filter(pk=election.pk).update(nominations_until=until)
    election = preparing.close_nominations(election=election, by=secretary)
    for nomination in named:
        admitting.admit(nomination=nomination, by=secretary)
    # The mandate that the directory has is the one that this vote is about.
    first = named[0]
    Nomination.objects.filter(pk=first.pk).update(mandate=sitting)
    ballot = voting.prepare_ballot(election=election, by=chair, closes_at=timezone.now() + DAY)
    ballot = opening.open_ballot(ballot=ballot, by=chair)
    choices = cycle([0, 0, 1, 0, None])
    for line in ballot.lines.select_related("mandate__person__user").order_by("pk"):
        place = next(choices)
        choice = [] if place is None else [named[place].code]
        casting.cast(ballot=ballot, line=line, choice=choice, by=line.mandate.person.user)
    closing.close(ballot=ballot, by=chair)
    for user in (chair, secretary):
        results.sign(ballot=Ballot.objects.get(pk=ballot.pk), by=user)
    seating.seat_elected(election=election, by=secretary)


def _words(texts: dict) -> dict:
    return {"titles": texts["titles"], "texts": texts["texts"]}


def _of(code: str, *, days: int) -> dict:
    """Return the seats of a body as its rules have them, and until when candidates are named."""
    body = Body.objects.get(code=code)
    until = (timezone.now() + days * DAY).replace(hour=18, minute=0, second=0, microsecond=0)
    values = preparing.from_rules(body)
    # A seat that is held until the term is over is not taken from who is elected to it.
    if values.get("seats") == 1:
        values["cap"] = None
    return values | {"seats_of": body, "nominations_until": until}


def _rule(body: Body, kind: str) -> DecisionRule:
    rule = DecisionRule.objects.in_force().filter(body=body, kind=kind).first()
    return rule or DecisionRule.objects.create(
        body=body,
        kind=kind,
        labels={
            "en": "Election by votes for candidates",
            "fr": "Élection au scrutin de personnes",
            "es": "Elección por votos a las personas",
        },
        method="plurality",
        base="valid",
        secret=True,
        **RULES[kind],
    )


def _name(election: Election, texts: dict, by) -> list[Nomination]:
    named = []
    for organisation, person, statements in texts["candidates"]:
        named.append(
            naming.nominate(
                election=election,
                organisation=Organisation.objects.get(code=organisation),
                by=by,
                person=Person.objects.get(code=person),
                statements=statements,
                why_alone="",
                accepted=True,
            )
        )
    return named


add_part(65, _("Elections"), load)
