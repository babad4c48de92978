"""Brings the signatories of an earlier page under an appeal, all of them or none."""

import datetime
from collections import Counter
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from campaigns.importing.matching import Directory
from campaigns.importing.rows import AS_WRITTEN, LEAVE_OUT, BadTable, Decision, Problem, Row
from campaigns.models import Appeal, OrganisationSignature, Signature
from campaigns.services.organisations import admit
from cms.directory.models import Organisation

# What tells the people of an earlier list from others, as the source of their signatures.
SOURCE = "earlier-list"


@dataclass(frozen=True)
class Undecided:
    """A line that a person has to decide about, why, and the codes that may be meant."""

    row: Row
    why: str
    candidates: tuple[str, ...] = ()


@dataclass
class Imported:
    """What came of a list: signatures added, lines that were there already, lines left open."""

    organisations: int = 0
    people: int = 0
    known: int = 0
    left_out: int = 0
    undecided: list[Undecided] = field(default_factory=list)


@transaction.atomic
def import_signatories(
    *,
    appeal: Appeal,
    rows: list[Row],
    decisions: dict[int, Decision] | None = None,
    show_people: bool = False,
    by=None,
) -> Imported:
    """Put the signatories of `rows` under `appeal`; return what came of it.

    Lines about which `decisions` say something are done as they say. People are counted and not
    shown, unless `show_people` says that they agreed to be. A second run adds nothing; what was
    withdrawn since stays withdrawn. Raise BadTable where a decision does not fit its line.
    """
    appeal = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal.pk)
    directory, done = Directory(), Imported()
    _check(rows, decisions or {}, directory)
    written = Counter(_written_key(one) for one in _written(appeal))
    for row in rows:
        if not row.person:
            _bring_in(appeal, row, (decisions or {}).get(row.line), directory, written, done, by)
    _bring_in_people(appeal, [row for row in rows if row.person], show_people, done)
    if done.organisations or done.people:
        data = {"organisations": done.organisations, "people": done.people}
        log(appeal, "campaigns.import", user=by, data=data)
    return done


def _check(rows: list[Row], decisions: dict[int, Decision], directory: Directory) -> None:
    """Raise BadTable where a decision is for a line that reads otherwise, or names nobody."""
    by_line, problems = {row.line: row for row in rows if not row.person}, []
    for line, decision in decisions.items():
        if line not in by_line or by_line[line].text != decision.text:
            problems.append(Problem(line, _("The decision is for a line that reads otherwise.")))
        elif decision.choice not in (AS_WRITTEN, LEAVE_OUT, *directory.by_code):
            text = _("No organisation has the code “%(code)s”.") % {"code": decision.choice}
            problems.append(Problem(line, text))
    if problems:
        raise BadTable(problems)


def _bring_in(appeal, row, decision, directory, written, done, by) -> None:
    if decision and decision.choice == LEAVE_OUT:
        done.left_out += 1
        return
    if decision and decision.choice == AS_WRITTEN:
        _bring_in_as_written(appeal, row, written, done, by)
        return
    if decision:
        organisation = directory.by_code[decision.choice]
    else:
        match = directory.match(row)
        organisation = match.organisation
        if organisation is None:
            codes = tuple(one.code for one in match.candidates)
            done.undecided.append(Undecided(row, match.why, codes))
            return
    _bring_in_known(appeal, row, organisation, done, by)


def _bring_in_known(appeal, row, organisation: Organisation, done, by) -> None:
    signature = appeal.organisation_signatures.filter(organisation=organisation).last()
    if signature and signature.state == OrganisationSignature.State.TO_APPROVE:
        why = _("It has signed here and waits for the approval of another person.")
        done.undecided.append(Undecided(row, why, (organisation.code,)))
    elif signature and signature.state != OrganisationSignature.State.INVITED:
        done.known += 1
    else:
        admit(appeal=appeal, organisation=organisation, **_as_imported(appeal, row, by))
        done.organisations += 1


def _bring_in_as_written(appeal, row, written, done, by) -> None:
    key = (row.organisation, row.acronym, row.place.pk if row.place else None)
    if written[key]:
        written[key] -= 1
        done.known += 1
        return
    names = {settings.LANGUAGE_CODE: row.organisation}
    given = {"names": names, "acronym": row.acronym, "place": row.place}
    admit(appeal=appeal, **given, **_as_imported(appeal, row, by))
    done.organisations += 1


def _as_imported(appeal, row, by) -> dict:
    way = OrganisationSignature.Way.IMPORTED
    return {"way": way, "signed_at": _moment(appeal, row), "by": by}


def _moment(appeal, row) -> datetime.datetime:
    """Return when a line says that it was signed; without a day, when signing began."""
    if row.date:
        return datetime.datetime.combine(row.date, datetime.time(12), datetime.UTC)
    begun = appeal.organisations_from or appeal.people_from or timezone.now()
    return min(begun, timezone.now())


def _written(appeal):
    ways = OrganisationSignature.Way.IMPORTED
    return appeal.organisation_signatures.filter(organisation=None, way=ways)


def _written_key(signature: OrganisationSignature) -> tuple:
    return (signature.names.get(settings.LANGUAGE_CODE), signature.acronym, signature.place_id)


def _bring_in_people(appeal, rows: list[Row], show: bool, done: Imported) -> None:
    """Add the people that are not there: two of one name and country are two."""
    known = Counter(
        appeal.signatures.filter(source=SOURCE).values_list(
            "given_name", "family_name", "country", "organisation"
        )
    )
    missing = []
    for row in rows:
        given, _space, family = row.person.rpartition(" ")
        key = (given[:80], family[:80], row.place.pk, row.organisation[:120])
        if known[key]:
            known[key] -= 1
            done.known += 1
        else:
            missing.append((row, key))
    if missing and appeal.signatures.exclude(anonymised_at=None).exists():
        # Who they were is forgotten, so that nobody can tell whether they are there already.
        text = _("Names of this appeal have been forgotten: people cannot be brought in any more.")
        raise BadTable([Problem(missing[0][0].line, text)])
    last = appeal.signatures.aggregate(last=Max("number"))["last"] or 0
    for number, (row, key) in enumerate(missing, last + 1):
        given, family, _country, organisation = key
        moment = _moment(appeal, row)
        Signature.objects.create(
            appeal=appeal,
            number=number,
            given_name=given,
            family_name=family,
            country=row.place,
            organisation=organisation,
            shown=Signature.Shown.FULL if show else Signature.Shown.HIDDEN,
            language=settings.LANGUAGE_CODE,
            source=SOURCE,
            state=Signature.State.CONFIRMED,
            confirmed_at=moment,
            month=timezone.localdate(moment).replace(day=1),
        )
    if missing:
        # `admit` has counted on rows of its own.
        appeal.people += len(missing)
        appeal.save(update_fields=["people"])
    done.people = len(missing)
