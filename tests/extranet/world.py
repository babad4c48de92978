"""One body with something in every state, and somebody in every role: for tests of who sees what.

Every confidential text holds the word `CANARY`, so that a page which shows it to somebody who may
not see it can be told from its bytes alone.
"""

import datetime
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from importlib import import_module

from django.conf import settings
from django.test import Client
from django.utils import timezone

from cms.directory.models import Body, Mandate
from extranet.core.models import AuditEntry
from extranet.demands.models import Demand, DemandUnit
from extranet.documents.models import Document, Folder, Reading, Share
from extranet.meetings.models import CalendarToken, Meeting, MeetingGuest, Reply
from extranet.notices.models import Notice
from extranet.records.models import Correction, Decision, FollowUp, Minutes, MinutesRevision
from tests.extranet.roles import CHAIR, MEMBER, NAMED, OTHER, PENDING, make_users
from tests.factories.directory import BodyFactory, PersonFactory
from tests.factories.extranet import (
    AgendaItemFactory,
    DocumentFactory,
    FolderFactory,
    MeetingFactory,
    PaperFactory,
    make_version,
)
from tests.signing_in import force_login

# What adds to the world of its own: newer rooms keep that beside their tests.
ROOMS = ("polls.things", "ballots.things", "ballots.elections_things", "membership.things")
CANARY = "zanahoria"
DAY = datetime.timedelta(days=1)


def said(text: str) -> dict[str, str]:
    """Return labels that hold the canary in every language."""
    return dict.fromkeys(("en", "fr", "es"), f"{text} {CANARY}")


def holds(document: Document, **fields) -> Document:
    """Return the document, saved with other fields."""
    for name, value in fields.items():
        setattr(document, name, value)
    document.save()
    return document


@dataclass
class World:
    """`users` by role (None for nobody), things by what they are and the state they are in."""

    body: Body
    users: dict = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    minutes: dict[str, Minutes] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    demand: Demand | None = None
    follow_up: FollowUp | None = None
    correction: Correction | None = None
    notice: Notice | None = None
    polls: dict = field(default_factory=dict)
    ballots: dict = field(default_factory=dict)
    elections: dict = field(default_factory=dict)
    cases: dict = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> Folder:
        """The folder that holds the documents."""
        return self.documents["posted"].folder

    def mandate(self, role: str) -> Mandate:
        """Return the mandate on the body of somebody in that role."""
        return self.users[role].person.mandates.get(body=self.body)

    def share_keys(self) -> dict:
        """Return the keys of a share in force."""
        document = self.documents["shared with a body"]
        return {"pk": document.pk, "share": document.shares.get().pk}

    def enter(self, client, role: str) -> None:
        """Let the client be somebody in that role, who signed in once for all tests."""
        client.cookies = SimpleCookie()
        if role in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]

    def sign_everybody_in(self) -> None:
        """Keep a session of everybody."""
        for role, user in self.users.items():
            if user is not None:
                client = Client()
                force_login(client, user, second_factor_used=role != PENDING)
                self.sessions[role] = client.cookies[settings.SESSION_COOKIE_NAME].value


def make_world() -> World:
    """Return a world in which something is in every state."""
    body = BodyFactory(code="secret-committee", public=False)
    world = World(body, make_users(body))
    _meetings(world)
    _documents(world)
    _records(world)
    _demand(world)
    for room in ROOMS:
        import_module(f"tests.extranet.{room}").add_to(world)
    _traces(world)
    world.sign_everybody_in()
    return world


def _meetings(world: World) -> None:
    about = {"body": world.body, "notes": said("Notes")}
    about |= {"venue": f"Hall {CANARY}", "online_url": f"https://meet.example.org/{CANARY}"}
    for state, fields in {
        "draft": {"state": "draft", "convened_at": None},
        "convened": {},
        "convened, open": {"open_to_guests": True},
        "convened, guest by name": {},
        "cancelled": {"state": "cancelled"},
        "held": {"state": "held", "days": -40},
        "held later": {"state": "held", "days": -10},
    }.items():
        meeting = MeetingFactory(titles=said(f"Meeting {state}"), **about, **fields)
        item = AgendaItemFactory(meeting=meeting, titles=said("Item"), notes=said("About it"))
        AgendaItemFactory(meeting=meeting, parent=item, titles=said("Part"))
        AgendaItemFactory(meeting=meeting, titles=said("Closed"), closed_to_guests=True)
        world.meetings[state] = meeting
    MeetingGuest.objects.create(
        meeting=world.meetings["convened, guest by name"],
        person=world.users[NAMED].person,
        until=timezone.now() + DAY,
    )
    Reply.objects.create(
        meeting=world.meetings["convened"],
        mandate=world.users[CHAIR].person.mandates.get(),
        answer=Reply.Answer.COMING,
        note=f"Vegetarian {CANARY}",
        replied_at=timezone.now(),
    )


def _documents(world: World) -> None:
    folder = FolderFactory(body=world.body, labels=said("Folder"))
    for state, fields in {
        "draft": {"state": "draft"},
        "posted": {},
        "posted, open": {"open_to_guests": True},
        "shared with a body": {},
        "shared with a person": {},
        "share ended": {},
        "withdrawn": {"state": "withdrawn"},
        "two versions": {},
    }.items():
        document = DocumentFactory(
            folder=folder,
            title=f"Paper {state} {CANARY}",
            content__name=f"{CANARY}.pdf",
            content__text=f"The text of {state}: {CANARY}",
            content__note=f"First {CANARY}",
            content__text_status="done",
        )
        world.documents[state] = holds(document, **fields)
    newer = make_version(
        world.documents["two versions"], b"%PDF-1.4 second", name=f"{CANARY}-2.pdf"
    )
    holds(world.documents["two versions"], current=newer)
    other = world.users[OTHER].person
    soon, before = timezone.now() + DAY, timezone.now() - DAY
    Share.objects.create(
        document=world.documents["shared with a body"], body=other.mandates.get().body, until=soon
    )
    Share.objects.create(
        document=world.documents["shared with a person"],
        person=world.users[NAMED].person,
        until=soon,
    )
    Share.objects.create(
        document=world.documents["share ended"], body=other.mandates.get().body, until=before
    )
    items = world.meetings["convened, open"].items
    PaperFactory(
        item=items.first(), version=world.documents["posted, open"].current, tabled_by=None
    )
    PaperFactory(item=world.meetings["convened"].items.first(), version=newer, late=True)


def _records(world: World) -> None:
    for state, meeting in {
        "draft": "convened, open",
        "circulated": "held later",
        "approved": "held",
    }.items():
        minutes = Minutes.objects.create(meeting=world.meetings[meeting], language="en")
        revision = MinutesRevision.objects.create(
            minutes=minutes, number=1, text=f"We met, {state}: {CANARY}", summary=CANARY
        )
        if state == "circulated":
            world.correction = Correction.objects.create(
                minutes=minutes,
                revision=revision,
                person=world.users[MEMBER].person,
                text=f"Rather {CANARY}",
            )
        MinutesRevision.objects.create(
            minutes=minutes, number=2, text=f"We met again, {state}: {CANARY}", summary=CANARY
        )
        minutes.state = state
        if state == "approved":
            minutes.approved_at = world.meetings["held later"]
            minutes.locked_at = timezone.now()
        minutes.save()
        world.minutes[state] = minutes
    meeting = world.meetings["held"]
    for number, (state, closed) in enumerate((("closed", True), ("open", False)), 1):
        world.decisions[state] = Decision.objects.create(
            body=world.body,
            meeting=meeting,
            item=meeting.items.first(),
            year=meeting.starts_at.year,
            number=number,
            titles=said("Decision"),
            texts=said("Text"),
            closed_to_guests=closed,
            taken_on=meeting.starts_at.date(),
        )
    world.follow_up = FollowUp.objects.create(
        decision=world.decisions["closed"],
        owner=world.users[MEMBER].person,
        task=f"Write {CANARY}",
        note=CANARY,
    )


def _demand(world: World) -> None:
    world.demand = Demand.objects.create(
        body=world.body,
        subject=f"Subject {CANARY}",
        reason=f"Reason {CANARY}",
        language="en",
        percent=30,
        roll_size=2,
        closes_at=timezone.now() + 30 * DAY,
    )
    for role in (MEMBER, CHAIR):
        DemandUnit.objects.create(
            demand=world.demand, mandate=world.users[role].person.mandates.get()
        )


def _traces(world: World) -> None:
    document = world.documents["posted"]
    Reading.objects.create(version=document.current, name=f"Reader {CANARY}", action="seen")
    AuditEntry.objects.create(
        body=world.body,
        action="document.posted",
        kind="document",
        key=str(document.pk),
        name=f"Actor {CANARY}",
        details={"title": CANARY},
    )
    world.notice = Notice.objects.create(
        user=world.users[MEMBER],
        kind="convocation",
        thing="meeting",
        key=str(world.meetings["convened"].pk),
        details={"title": CANARY},
        fingerprint="one",
        send_after=timezone.now(),
        state=Notice.State.FAILED,
        error=CANARY,
    )
    CalendarToken.objects.create(user=world.users[MEMBER], digest="0" * 64)
    PersonFactory(given_name="Somebody", family_name="Else")
