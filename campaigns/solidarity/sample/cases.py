"""The cases of the sample: what happened in them, whom they concern, what may be published."""

import datetime
import json
from pathlib import Path

from campaigns.solidarity.models import Case, PersonConcerned
from campaigns.solidarity.services import cases, consent
from cms.taxonomy.models import Place
from home.models import StatementPage
from home.sample.accounts import account_for
from home.sample.pictures import portrait

from .pages import block, make_declarations

DATA = json.loads(Path(__file__).with_name("cases.json").read_text(encoding="utf-8"))
# Whoever keeps the records of cases.
KEEPER = "coordinators"


def make_cases(files, today: datetime.date) -> int:
    """Add the cases that are not there, their days counted from `today`; return how many rows.

    A case that is there keeps what was made of it: its declarations may have been taken back.
    """
    known = set(Case.objects.values_list("code", flat=True))
    missing = [data for data in DATA if data["code"] not in known]
    if not missing:
        return 0
    places = {place.code: place for place in Place.objects.all()}
    keeper = account_for(KEEPER)
    added = 0
    for data in missing:
        case = _open(data, places, today, keeper)
        for person in data["people"]:
            _add_person(case, person, places, files, today, keeper)
        added += 1 + len(data["people"]) + make_declarations(case, data, places, today)
    return added


def day(days: int, today: datetime.date) -> datetime.date:
    """Return the day that is `days` from today; those of the past have a minus."""
    return today + datetime.timedelta(days=days)


def _open(data: dict, places: dict[str, Place], today: datetime.date, keeper) -> Case:
    case = cases.open_case(
        case=Case(
            place=places[data["place"]],
            since=day(data["since"], today),
            **{name: data[name] for name in ("code", "subject", "state", "titles", "summaries")},
        ),
        by=keeper,
    )
    for event in data["events"]:
        cases.record_event(
            case=case,
            date=day(event["days"], today),
            state=event["state"],
            notes=event["notes"],
            by=keeper,
        )
    # Its state is that of the latest event.
    case.refresh_from_db()
    case.related = [
        block(case.code, "page", number, pk)
        for number, code in enumerate(data["related"])
        for pk in _position(code)
    ]
    case.save(update_fields=["related"])
    return case


def _position(code: str) -> list[int]:
    """Return the id of a position in its first language, of one that is gone nothing."""
    found = StatementPage.objects.filter(source_file__startswith=f"statements/{code}.")
    return list(found.order_by("pk").values_list("pk", flat=True)[:1])


def _add_person(case, data: dict, places, files, today: datetime.date, keeper) -> None:
    name = data["name"]
    picture = files.image(name, portrait(name, name)) if data.get("picture") else None
    person = PersonConcerned.objects.create(
        case=case,
        name=name,
        variants=data["variants"],
        place=places.get(data.get("place")),
        wording=data.get("wording", {}),
        picture=picture,
    )
    for decision in data["decisions"]:
        consent.decide(
            person=person,
            by=keeper,
            agreed_by=decision["agreed_by"],
            agreed_name=decision.get("agreed_name", ""),
            agreed_how=decision["agreed_how"],
            agreed_on=day(decision["days"], today),
            **{f"show_{part}": True for part in decision["shows"]},
        )
