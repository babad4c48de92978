"""What a code proves, to whoever has it: what the paper says, and whether it stands."""

import datetime
from dataclasses import dataclass

from django.views.decorators.debug import sensitive_variables

from academy.certificates.models import Certificate
from academy.certificates.sealing import keys_of, unseal

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Said:
    """What stands on a certificate, in its own language."""

    name: str
    course: str
    cohort: str
    hours: int
    starts_on: datetime.date
    ends_on: datetime.date
    # Empty unless the holder agreed.
    organisation: str
    issuer: str
    issued_on: datetime.date
    language: str


@dataclass(frozen=True)
class Verdict:
    """The `state` of a certificate or UNKNOWN; what it says; since when it does not stand."""

    state: str
    said: Said | None = None
    ended_at: datetime.datetime | None = None


@sensitive_variables()
def verify(code: str) -> Verdict:
    """Return what `code`, as typed, proves: one stretch and one query whatever is typed."""
    digest, key = keys_of(code)
    row = Certificate.objects.filter(digest=digest).first()
    if row is None:
        return Verdict(UNKNOWN)
    return Verdict(row.state, _said(unseal(digest, key, row.sealed)), row.ended_at)


def said_by(certificate: Certificate) -> Said:
    """Return what a certificate says whose code is still kept. Raise ValueError where it is not."""
    if not certificate.code:
        raise ValueError("the code is forgotten")
    digest, key = keys_of(certificate.code)
    return _said(unseal(digest, key, certificate.sealed))


def _said(values: dict) -> Said:
    days = ("starts_on", "ends_on", "issued_on")
    return Said(
        **{
            name: datetime.date.fromisoformat(value) if name in days else value
            for name, value in values.items()
        }
    )
