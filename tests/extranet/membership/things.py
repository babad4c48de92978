"""Something of this room in every state, for tests of who sees what."""

import datetime

from django.core.files.base import ContentFile
from django.utils import timezone

from cms.directory.models import OrganisationStatus
from cms.directory.querysets import site_day
from extranet.membership.models import (
    Application,
    Case,
    CaseFile,
    CheckedPoint,
    Hearing,
    Inquiry,
    Letter,
    Note,
    Opinion,
)
from tests.extranet.roles import MEMBER
from tests.extranet.world import CANARY, DAY, World, said
from tests.factories.directory import OrganisationFactory

STATES = (
    *("draft", "received", "examined", "consulted", "before"),
    *("adopted", "rejected", "registered", "withdrawn", "suspension"),
)


def add_to(world: World) -> None:
    """Add a case in every state, with all that may belong to one."""
    for state in STATES:
        case = case_in(state, world.body)
        world.cases[state] = case
        if state == "consulted":
            Opinion.objects.create(case=case, mandate=world.mandate(MEMBER))
        for purpose in ("statutes", "programme"):
            add_file(case, f"{state} {purpose} {CANARY}", purpose)
        Note.objects.create(case=case, text=f"Note {CANARY}")
        CheckedPoint.objects.create(case=case, point="statutes")
    before = world.cases["before"]
    Opinion.objects.create(
        case=before,
        mandate=world.mandate(MEMBER),
        view="favours",
        text=f"Because {CANARY}",
        given_at=timezone.now(),
    )
    Inquiry.objects.create(case=world.cases["examined"], text=CANARY, until=site_day() + DAY)
    add_letter(world.cases["adopted"], text=f"Dear {CANARY}")


def case_in(state: str, body, organisation=None, **fields) -> Case:
    """Return a case of a body in a state; all but resignation and suspension are applications."""
    now, today = timezone.now(), site_day()
    kind = {"registered": "resignation", "suspension": "suspension"}.get(state, "admission")
    organisation = organisation or OrganisationFactory(status=None)
    values = {
        "kind": kind,
        "state": "examined" if state == "suspension" else state,
        "grants": {"resignation": "left", "suspension": "suspended"}.get(kind, "member"),
    }
    if state != "draft":
        values |= {"body": body, "received_at": now, "organisation": organisation}
    if state == "consulted":
        values |= {"opinions_until": today + 10 * DAY}
    if state in ("before", "adopted", "rejected"):
        values |= {"put_at": now}
    if state in ("adopted", "rejected", "withdrawn", "registered"):
        values |= {"closed_on": today}
    if state in ("adopted", "registered"):
        values |= {"effective_on": today}
    if state in ("registered", "suspension"):
        values |= {"reasons": f"Because {CANARY}"}
    case = Case.objects.create(**values | fields)
    if kind == "admission":
        add_application(case)
    if state == "suspension":
        Hearing.objects.create(
            case=case,
            until=today - DAY,
            statement=f"No {CANARY}",
            given_at=now,
            email=f"{CANARY}@example.org",
        )
    return case


def add_application(case: Case, **fields) -> Application:
    """Give a case a whole application."""
    values = {
        "email": f"{CANARY}@example.org",
        "kind": "party",
        "sought": "member",
        "names": said("Party"),
        "acronym": "PX",
        "aims": f"Aims {CANARY}",
        "representation": f"Seats {CANARY}",
        "contact_name": f"Ana {CANARY}",
        "leader_name": f"Eva {CANARY}",
        "contact_phone": CANARY,
        "expires_at": timezone.now() + datetime.timedelta(days=30),
    }
    return Application.objects.create(case=case, **values | fields)


def add_file(case: Case, text: str, purpose: str = "statutes", **fields) -> CaseFile:
    """Store a paper of a case that says a text."""
    row = CaseFile(
        case=case,
        purpose=purpose,
        name=f"{text}.txt",
        content_type="text/plain",
        size=len(text),
        sha256=f"{hash(text) & (1 << 60) - 1:064x}",
        scan="not_scanned",
        **fields,
    )
    row.file.save("file", ContentFile(text.encode()), save=False)
    row.save()
    return row


def add_letter(case: Case, text: str = "Dear friends", **fields) -> Letter:
    """Keep a letter of a case."""
    row = Letter(case=case, number=1, language="en", text=text, size=8, sha256="0" * 64, **fields)
    row.file.save("letter", ContentFile(b"%PDF-1.4 " + text.encode()), save=False)
    row.save()
    return row


def leave_traces(body, user) -> None:
    """Let a user have left a trace in every place of this room."""
    mandate = user.person.mandates.first()
    member = OrganisationFactory()
    OrganisationStatus.objects.filter(organisation=member).update(status="suspended")
    suspension = case_in("suspension", body, organisation=member, opened_by=user)
    Hearing.objects.filter(case=suspension).update(given_by=user, email=user.email)
    case = case_in("before", body)
    Application.objects.filter(case=case).update(email=user.email, names={"en": "Party"})
    given = {"view": "favours", "text": "Yes.", "given_at": timezone.now(), "given_by": user}
    Opinion.objects.create(case=case, mandate=mandate, **given)
    add_file(case, "Statutes", uploaded_by=user)
    add_letter(case, made_by=user)
    Note.objects.create(case=case, text="Well.", written_by=user)
