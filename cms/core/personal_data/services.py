"""Hands out what is held about somebody, erases it, and forgets in time; writes down that it did.

What is written down holds no address: a keyed digest finds it again for who asks again.
"""

import datetime
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from cms.core.models import DataSubject
from cms.core.personal_data.sources import PersonalDataSource, Subject, all_sources

LOOK_UP, EXPORT, ERASE = (f"core.{verb}_personal_data" for verb in ("look_up", "export", "erase"))


@dataclass
class Holding:
    """What one source holds about somebody: the rows in words, and why some must be kept."""

    source: PersonalDataSource
    rows: list[dict] = field(default_factory=list)
    kept: dict[str, int] = field(default_factory=dict)

    @property
    def erasable(self) -> int:
        """How many rows need not be kept."""
        return len(self.rows) - self.kept_count

    @property
    def kept_count(self) -> int:
        """How many rows must be kept."""
        return sum(self.kept.values())


def holdings(subject: Subject) -> list[Holding]:
    """Return what every source holds about `subject` that holds anything."""
    found = []
    for source in all_sources():
        rows = [said for row in source.find(subject) if (said := source.describe(row))]
        if rows:
            found.append(Holding(source, rows))
    return found


@transaction.atomic
def export(*, subject: Subject, by) -> dict:
    """Return all that is held about `subject` as plain data, labels in the active language."""
    found = holdings(subject)
    _write_down(subject, EXPORT, by, {holding.source.code: len(holding.rows) for holding in found})
    return {
        "about": subject.key,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "language": get_language(),
        "held": [
            {
                "source": holding.source.code,
                "label": str(holding.source.label),
                "rows": holding.rows,
            }
            for holding in found
        ],
    }


def erase(*, subject: Subject, by, dry_run: bool = False) -> list[Holding]:
    """Erase what is held about `subject` and return it, with the reasons for what was kept.

    With `dry_run` nothing is erased: all is done, and undone.
    """
    found = []
    with transaction.atomic():
        for source in all_sources():
            rows = list(source.find(subject))
            if not rows:
                continue
            holding = Holding(source, [source.describe(row) for row in rows])
            for row in rows:
                if reason := source.reason_to_keep(row):
                    holding.kept[reason] = holding.kept.get(reason, 0) + 1
                else:
                    source.erase(row)
            found.append(holding)
        if dry_run:
            transaction.set_rollback(True)
        else:
            counts = {
                holding.source.code: {"erased": holding.erasable, "kept": holding.kept_count}
                for holding in found
            }
            _write_down(subject, ERASE, by, counts)
    return found


def look_up(*, subject: Subject, by) -> list[Holding]:
    """Return what would become of everything held about `subject`, and write down who looked."""
    found = erase(subject=subject, by=by, dry_run=True)
    _write_down(subject, LOOK_UP, by, {})
    return found


def anonymise(today: datetime.date | None = None) -> dict[str, int]:
    """Make nameless, in every source, what must not be kept today; return how many, by code.

    A second run on the same day finds nothing.
    """
    today = today or timezone.localdate()
    done = {}
    for source in all_sources():
        with transaction.atomic():
            done[source.code] = source.anonymise_due(today)
    return done


def history(subject: Subject) -> list:
    """Return the log of what was done with the data of `subject`, the latest first."""
    row = DataSubject.objects.filter(digest=_digest(subject)).first()
    return list(ModelLogEntry.objects.for_instance(row).order_by("-timestamp")) if row else []


def _write_down(subject: Subject, action: str, by, counts: dict) -> None:
    row, _created = DataSubject.objects.get_or_create(digest=_digest(subject))
    log(row, action, user=by, data={"counts": counts})


def _digest(subject: Subject) -> str:
    return salted_hmac("cms.core.personal_data", subject.key, algorithm="sha256").hexdigest()
