"""The table: for every address of the site, who may see it in which state."""

from tests.extranet.ballots.elections_rows import ELECTIONS
from tests.extranet.ballots.rows import BALLOTS
from tests.extranet.membership.rows import APPLYING, MEMBERSHIP
from tests.extranet.polls.rows import POLLS
from tests.extranet.roles import (
    GUESTS,
    INSIDE,
    MANAGERS,
    MEMBER,
    NAMED,
    OTHER,
    READERS,
    SECRETARIAT,
)
from tests.extranet.rows import AUDITORS, NOBODY, SEATED, Cases, Row, fixed
from tests.extranet.world import World

# Public pages and the ways in; their own tests say what they show. The calendar's address is a
# secret of its own, which tests/extranet/test_calendar.py guards.
OPEN_TO_ALL = {
    "",
    "root",
    "accent",
    "favicon",
    "robots",
    "security_txt",
    "sitemap",
    "search",
    "search_suggest",
    "search_feed",
    "search_api",
    "search_opensearch",
    "untranslated",
    "campaigns:sign_as_person",
    "campaigns:sent",
    "campaigns:send_again",
    "campaigns:people",
    "campaigns:confirm",
    "campaigns:mine",
    "campaigns:withdraw",
    "wagtail_serve",
    "wagtaildocs_serve",
    "wagtaildocs_authenticate_with_password",
    "wagtailcore_authenticate_with_password",
    "wagtailcore_login",
    "extranet:calendar",
    # A secret link, and a page that finds nothing for who speaks for nobody.
    "campaigns:sign_by_link",
    "campaigns:signed_by_link",
    "campaigns:approve_by_link",
    "campaigns:approved_by_link",
    "campaigns:sign_for",
    # Kits of what anybody may read: tests/sharing.
    *(f"sharing:{name}" for name in ("kit", "card", "zip", "subscribe", "sent", "confirm", "stop")),
} | APPLYING


# By the state of the meeting.
MEETING_SEEN = {
    "draft": MANAGERS,
    "convened": READERS,
    "convened, open": GUESTS,
    "convened, guest by name": READERS | {NAMED},
    "cancelled": READERS,
    "held": READERS,
}


def meeting(allowed: dict | frozenset, key: str = "pk", more=None, **options) -> Row:
    """Return a row of an address of a meeting; `more(meeting, world)` gives its other keys."""
    by_state = allowed if isinstance(allowed, dict) else dict.fromkeys(MEETING_SEEN, allowed)

    def cases(world: World) -> Cases:
        return {
            state: (
                roles,
                {key: world.meetings[state].pk}
                | (more(world.meetings[state], world) if more else {}),
            )
            for state, roles in by_state.items()
        }

    return Row(cases, **options)


def item(meeting, _world) -> dict:
    return {"item": meeting.items.order_by("pk").first().pk}


def paper_of(world: World) -> dict:
    meeting = world.meetings["convened"]
    return {
        "pk": meeting.pk,
        "paper": meeting.items.filter(papers__isnull=False).get().papers.get().pk,
    }


# By the state of the document.
DOCUMENT_SEEN = {
    "draft": MANAGERS,
    "posted": READERS,
    "posted, open": GUESTS,
    "shared with a body": READERS | {OTHER},
    "shared with a person": READERS | {NAMED},
    "share ended": READERS,
    "withdrawn": MANAGERS,
    "two versions": READERS,
}


def document(allowed: dict | frozenset, version: bool = False, **options) -> Row:
    """Return a row of an address of a document, or of its oldest version."""
    by_state = allowed if isinstance(allowed, dict) else dict.fromkeys(DOCUMENT_SEEN, allowed)

    def cases(world: World) -> Cases:
        number = {"number": 1} if version else {}
        return {
            state: (roles, {"pk": world.documents[state].pk} | number)
            for state, roles in by_state.items()
        }

    return Row(cases, **options)


MINUTES_SEEN = {"draft": MANAGERS, "circulated": READERS, "approved": READERS}


def minutes(allowed: dict | frozenset, more=None, **options) -> Row:
    """Return a row of an address of minutes."""
    by_state = allowed if isinstance(allowed, dict) else dict.fromkeys(MINUTES_SEEN, allowed)

    def cases(world: World) -> Cases:
        return {
            state: (roles, {"meeting": world.minutes[state].meeting_id} | (more or {}))
            for state, roles in by_state.items()
        }

    return Row(cases, **options)


DECISION_SEEN = {"closed": READERS, "open": GUESTS}


def decision(allowed: dict | frozenset, **options) -> Row:
    """Return a row of an address of a decision."""
    by_state = allowed if isinstance(allowed, dict) else dict.fromkeys(DECISION_SEEN, allowed)
    return Row(
        lambda world: {
            state: (roles, {"pk": world.decisions[state].pk}) for state, roles in by_state.items()
        },
        **options,
    )


def demand(allowed: frozenset) -> Row:
    """Return a row of an address of the open demand."""
    return Row(lambda world: {"open": (allowed, {"pk": world.demand.pk})})


OF_BODY = {"code": "secret-committee"}

EXTRANET: dict[str, Row] = {
    "extranet:overview": fixed(INSIDE),
    "extranet:bodies": fixed(INSIDE),
    "extranet:body": fixed(GUESTS, **OF_BODY),
    "extranet:body-log": fixed(AUDITORS, **OF_BODY),
    "extranet:log": fixed(AUDITORS),
    "extranet:preferences": fixed(INSIDE),
    "extranet:calendar-address": Row(lambda world: {"": (INSIDE, {})}, post=True),
    "extranet:emails": fixed(frozenset({SECRETARIAT})),
    "extranet:email-action": Row(
        lambda world: {"": (frozenset({SECRETARIAT}), {"pk": world.notice.pk})}, post=True
    ),
    # Meetings.
    "extranet:meetings": fixed(INSIDE),
    "extranet:meetings-past": fixed(INSIDE),
    "extranet:meetings-of-year": Row(
        lambda world: {"": (READERS, {"year": world.meetings["held"].starts_at.year})}
    ),
    "extranet:meeting-new": fixed(MANAGERS),
    "extranet:meeting": meeting(MEETING_SEEN),
    "extranet:meeting-ics": meeting(MEETING_SEEN | {"draft": NOBODY}),
    "extranet:meeting-reply": meeting(
        {"convened": READERS},
        more=lambda _meeting, world: {"mandate": world.mandate(MEMBER).pk},
    ),
    "extranet:meeting-change": meeting(MANAGERS),
    "extranet:meeting-convene": meeting(MANAGERS),
    "extranet:meeting-cancel": meeting(MANAGERS),
    "extranet:meeting-held": meeting(MANAGERS),
    "extranet:meeting-guests": meeting({"draft": MANAGERS, "convened": MANAGERS}),
    "extranet:meeting-guest-remove": meeting(
        {"convened, guest by name": MANAGERS},
        more=lambda meeting, _world: {"guest": meeting.guests.first().pk},
        post=True,
    ),
    "extranet:meeting-attendance": meeting(MANAGERS),
    "extranet:meeting-agenda": meeting(MANAGERS),
    "extranet:meeting-item-add": meeting(MANAGERS),
    "extranet:meeting-item": meeting(MANAGERS, more=item),
    "extranet:meeting-item-move": meeting(
        MANAGERS,
        more=lambda meeting, world: item(meeting, world) | {"direction": "down"},
        post=True,
    ),
    "extranet:meeting-item-remove": meeting(MANAGERS, more=item),
    "extranet:meeting-item-papers": meeting(MANAGERS, more=item),
    "extranet:meeting-paper-replace": Row(lambda world: {"": (MANAGERS, paper_of(world))}, True),
    "extranet:meeting-paper-remove": Row(lambda world: {"": (MANAGERS, paper_of(world))}),
    # Documents.
    "extranet:documents": fixed(INSIDE),
    # Who holds a share sees of a body's documents those alone.
    "extranet:documents-body": fixed(GUESTS | {OTHER, NAMED}, **OF_BODY),
    "extranet:documents-upload": fixed(MANAGERS, **OF_BODY),
    "extranet:documents-drafts": fixed(MANAGERS, **OF_BODY),
    "extranet:documents-log": fixed(AUDITORS, **OF_BODY),
    "extranet:documents-folders": fixed(MANAGERS, **OF_BODY),
    "extranet:folder": Row(lambda world: {"": (GUESTS | {OTHER, NAMED}, {"pk": world.folder.pk})}),
    "extranet:folder-edit": Row(lambda world: {"": (MANAGERS, {"pk": world.folder.pk})}),
    "extranet:document": document(DOCUMENT_SEEN),
    "extranet:document-edit": document(MANAGERS),
    "extranet:document-add-version": document(MANAGERS),
    "extranet:document-withdraw": document(MANAGERS),
    "extranet:document-supersede": document(MANAGERS),
    "extranet:document-shares": document(MANAGERS),
    "extranet:document-share-revoke": Row(
        lambda world: {"": (MANAGERS, world.share_keys())}, post=True
    ),
    "extranet:document-log": document(AUDITORS),
    "extranet:document-version": document(DOCUMENT_SEEN, version=True),
    "extranet:document-text": document(DOCUMENT_SEEN, version=True),
    "extranet:document-open": document(DOCUMENT_SEEN, version=True),
    "extranet:document-download": document(DOCUMENT_SEEN, version=True),
    "extranet:document-original": document(MANAGERS, version=True),
    # Minutes.
    "extranet:minutes": minutes(MINUTES_SEEN),
    "extranet:minutes-print": minutes(MINUTES_SEEN),
    "extranet:minutes-pdf": minutes(MINUTES_SEEN | {"draft": NOBODY, "circulated": NOBODY}),
    "extranet:minutes-write": minutes({"draft": MANAGERS, "circulated": MANAGERS}),
    "extranet:minutes-circulate": minutes({"draft": MANAGERS}),
    "extranet:minutes-approve": minutes({"circulated": MANAGERS}),
    # The secretariat writes; it has no seat to ask for a correction from.
    "extranet:minutes-correct": minutes({"draft": NOBODY, "circulated": READERS - {SECRETARIAT}}),
    "extranet:minutes-settle": Row(
        lambda world: {
            "": (
                MANAGERS,
                {"meeting": world.minutes["circulated"].meeting_id, "pk": world.correction.pk},
            )
        }
    ),
    "extranet:minutes-revisions": minutes(MINUTES_SEEN),
    "extranet:minutes-revision": minutes(MINUTES_SEEN, {"number": 1}),
    "extranet:minutes-changes": minutes(MINUTES_SEEN, {"number": 2}),
    "extranet:minutes-changes-since": minutes(MINUTES_SEEN, {"number": 2, "since": 1}),
    # Decisions.
    "extranet:decisions": fixed(INSIDE),
    "extranet:decisions-export": fixed(MANAGERS),
    "extranet:decision": decision(DECISION_SEEN),
    "extranet:decision-pdf": decision(DECISION_SEEN),
    "extranet:decision-note": decision(MANAGERS),
    # Who keeps the register and may write statements.
    "extranet:decision-statement": decision(frozenset({SECRETARIAT})),
    "extranet:decision-guests": decision(MANAGERS, post=True),
    "extranet:follow-up-give": decision(MANAGERS),
    "extranet:follow-up-done": Row(lambda world: {"": (READERS, {"pk": world.follow_up.pk})}),
    "extranet:follow-up-again": Row(
        lambda world: {"": (READERS, {"pk": world.follow_up.pk})}, post=True
    ),
    "extranet:decision-record": meeting({"held": MANAGERS}, key="meeting"),
    # Demands.
    "extranet:demands": fixed(INSIDE),
    "extranet:demand": demand(READERS),
    "extranet:demand-open": fixed(SEATED, body="secret-committee"),
    "extranet:demand-request": demand(SEATED),
    "extranet:demand-withdraw": demand(SEATED),
    "extranet:demand-take-back": demand(NOBODY),
    "extranet:demand-meeting": demand(NOBODY),
}
for rows in (POLLS, BALLOTS, ELECTIONS, MEMBERSHIP):
    assert not EXTRANET.keys() & rows.keys()
    EXTRANET |= rows
