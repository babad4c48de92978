"""The pages of minutes: every role and state, what is typed, both texts in a conflict."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from cms.core.markdown import escape, render
from cms.directory.querysets import site_day
from extranet.records.models import Correction, MinutesRevision
from extranet.records.services import minutes as service
from extranet.records.text_diff import differences, stretches
from tests.extranet.records.tools import DAY, approved, circulated, held, written
from tests.factories.directory import BodyFactory
from tests.factories.extranet import MeetingFactory, delegate, secretary
from tests.query_counts import warm_queries_of

LANGUAGES = ("en", "fr", "es")


@pytest.fixture
def body(site):
    return BodyFactory()


@pytest.fixture
def chair(body):
    return delegate(body, "chair")


@pytest.fixture
def meeting(body):
    return held(body)


def at(meeting, name="minutes", *args, language="en") -> str:
    with override(language):
        return reverse(f"extranet:{name}", args=[meeting.pk, *args])


MADE = {"draft": written, "circulated": circulated, "approved": approved}
READING = {"minutes", "minutes-print"}
INSIDE = {"minutes-revisions", "minutes-revision", "minutes-changes"}
KEEPING = {"minutes-write", "minutes-circulate"}


@pytest.mark.parametrize("state", MADE)
@pytest.mark.parametrize("role", ["chair", "member", "guest", "secretariat", "other"])
def test_every_page_for_every_role_in_every_state(client, body, chair, role, state):
    meeting = held(body, open_to_guests=True)
    written(meeting, chair, text="A guess.")
    if state != "draft":
        service.circulate(minutes=meeting.minutes, corrections_until=site_day() + DAY, by=chair)
    written(meeting, chair, text="What was said.", base=1)
    asked = None
    if state == "circulated":
        asked = service.correct(minutes=meeting.minutes, text="No.", by=delegate(body))
    if state == "approved":
        service.approve(minutes=meeting.minutes, at=held(body, days=-2), by=chair)
    user = {
        "chair": lambda: chair,
        "secretariat": secretary,
        "other": lambda: delegate(BodyFactory()),
    }.get(role, lambda: delegate(body, role))()
    client.force_login(user)
    keeps = role in ("chair", "secretariat")
    reads = keeps or (role == "member" and state != "draft")
    expected = dict.fromkeys(READING, reads or (role == "guest" and state == "approved"))
    expected |= dict.fromkeys(INSIDE, reads)
    expected |= dict.fromkeys(KEEPING, keeps and state != "approved")
    expected["minutes-approve"] = keeps and state != "approved"
    # The secretariat corrects by writing; it has no seat to ask from.
    expected["minutes-correct"] = state == "circulated" and role in ("chair", "member")
    if asked:
        expected["minutes-settle"] = keeps
    arguments = {
        "minutes-revision": [2],
        "minutes-changes": [2],
        "minutes-settle": [asked and asked.pk],
    }
    for name, allowed in expected.items():
        answer = client.get(at(meeting, name, *arguments.get(name, [])))
        assert answer.status_code == (200 if allowed else 404), name
        assert not allowed or "no-store" in answer["Cache-Control"]
        if name in KEEPING | {"minutes-approve", "minutes-correct", "minutes-settle"}:
            posted = client.post(at(meeting, name, *arguments.get(name, [])), {})
            assert posted.status_code == (200 if allowed else 404), name


def test_readers_do_not_reach_drafts_by_their_number(client, body, chair, meeting):
    written(meeting, chair, text="SECRETGUESS")
    circulated(meeting, chair, text="What was said.", base=1)
    client.force_login(delegate(body))
    assert client.get(at(meeting, "minutes-revision", 1)).status_code == 404
    assert client.get(at(meeting, "minutes-changes", 2)).status_code == 404
    assert client.get(at(meeting, "minutes-changes-since", 2, 1)).status_code == 404
    assert b"SECRETGUESS" not in client.get(at(meeting, "minutes-revisions")).content


def test_guests_read_the_approved_text_without_what_was_asked(client, body, chair):
    meeting = held(body, open_to_guests=True)
    made = circulated(meeting, chair, text="What was said.")
    asked = service.correct(minutes=made, text="CORRECTIONASKED", by=delegate(body))
    service.settle(correction=asked, accepted=False, answer="ANSWERGIVEN", by=chair)
    service.approve(minutes=made, at=held(body, days=-2), by=chair)
    client.force_login(delegate(body, "guest"))
    page = client.get(at(meeting)).content.decode()
    assert "What was said." in page
    assert "CORRECTIONASKED" not in page
    assert "ANSWERGIVEN" not in page


def test_a_first_draft_is_offered_in_the_language_asked_for(client, chair, meeting):
    client.force_login(chair)
    page = client.get(at(meeting, "minutes-write") + "?language=fr")
    assert page.context["form"].initial["base"] == 0
    assert page.context["form"]["language"].value() == "fr"
    assert not MinutesRevision.objects.exists()


def test_what_is_written_is_saved_and_shown_without_html(client, chair, meeting):
    client.force_login(chair)
    text = "# Budget\n\nAdopted <script>alert(1)</script> ![x](http://example.org/x.png)"
    data = {"base": 0, "language": "en", "text": text}
    answer = client.post(at(meeting, "minutes-write"), data)
    assert answer.status_code == 302
    page = client.get(at(meeting)).content.decode()
    assert "<h2>Budget</h2>" in page
    assert "&lt;script&gt;alert(1)" in page
    assert '<img src="http' not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_texts_at_once_are_both_shown_and_none_is_lost(client, chair, meeting, language):
    written(meeting, chair, text="Begun.")
    written(meeting, secretary(), text="Begun.\n\nTheirs is here.", base=1)
    client.force_login(chair)
    data = {"base": 1, "language": "en", "text": "Begun.\n\nMine is here.", "summary": "Why"}
    page = client.post(at(meeting, "minutes-write", language=language), data)
    assert page.status_code == 200
    said = page.content.decode()
    assert "Theirs is here." in said
    assert "Mine is here." in said
    assert 'value="Why"' in said
    assert MinutesRevision.objects.count() == 2
    again = data | {"base": page.context["form"]["base"].value()}
    assert client.post(at(meeting, "minutes-write"), again).status_code == 302
    assert MinutesRevision.objects.first().text == "Begun.\n\nMine is here."
    assert MinutesRevision.objects.count() == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_typed_stays_where_a_rule_says_no(client, body, chair, meeting, language):
    circulated(meeting, chair)
    client.force_login(delegate(body))
    data = {"passage": "typed and kept", "text": " "}
    page = client.post(at(meeting, "minutes-correct", language=language), data)
    assert page.status_code == 200
    assert "typed and kept" in page.content.decode()
    assert 'role="alert"' in page.content.decode()


def test_from_the_draft_to_the_lock_through_the_pages(client, body, chair, meeting):
    client.force_login(chair)
    data = {"base": 0, "language": "en", "text": "We met on the 2nd."}
    client.post(at(meeting, "minutes-write"), data)
    until = (site_day() + DAY).isoformat()
    client.post(at(meeting, "minutes-circulate"), {"corrections_until": until})
    member = delegate(body)
    client.force_login(member)
    client.post(at(meeting, "minutes-correct"), {"passage": "2nd", "text": "It was the 3rd."})
    asked = Correction.objects.get()
    client.force_login(chair)
    later = held(body, days=-2)
    assert b"To the corrections" in client.get(at(meeting, "minutes-approve")).content
    client.post(at(meeting, "minutes-settle", asked.pk), {"verdict": "accepted", "answer": ""})
    data = {"base": 1, "language": "en", "text": "We met on the 3rd.", "works_in": [asked.pk]}
    client.post(at(meeting, "minutes-write"), data)
    changes = client.get(at(meeting, "minutes-changes", 2)).content.decode()
    assert "<del>" in changes
    assert "<ins>" in changes
    assert client.post(at(meeting, "minutes-approve"), {"at": later.pk}).status_code == 302
    page = client.get(at(meeting)).content.decode()
    assert "Approved" in page
    assert later.title in page
    assert "Write on" not in page


def test_a_meeting_of_another_body_approves_nothing(client, body, chair, meeting):
    circulated(meeting, chair)
    held(body, days=-2)
    client.force_login(chair)
    other = held(BodyFactory(), days=-2)
    answer = client.post(at(meeting, "minutes-approve"), {"at": other.pk})
    assert answer.status_code == 200
    meeting.minutes.refresh_from_db()
    assert meeting.minutes.state == "circulated"


def test_a_meeting_without_minutes_has_no_such_page(client, body, chair):
    meeting = MeetingFactory(body=body, days=-1)
    client.force_login(delegate(body))
    assert client.get(at(meeting)).status_code == 404
    assert client.get(at(meeting, "minutes-write")).status_code == 404
    client.force_login(chair)
    assert client.get(at(meeting)).status_code == 404
    assert client.get(at(meeting, "minutes-write")).status_code == 200


@pytest.mark.parametrize("name", ["minutes", "minutes-revisions", "minutes-print"])
def test_ten_times_as_many_cost_as_many_queries(
    client,
    body,
    chair,
    meeting,
    name,
):
    made = circulated(meeting, chair)

    def cost() -> int:
        client.force_login(chair)
        counted = warm_queries_of(client, at(meeting, name))
        assert len(counted) <= 25
        return len(counted)

    def more(times):
        for _n in range(times):
            service.correct(minutes=made, text="Otherwise.", by=delegate(body))
            base = made.revisions.count()
            written(meeting, chair, text=f"Text {base}.", base=base)

    more(2)
    few = cost()
    more(18)
    assert cost() == few


def test_markdown_shows_names_as_they_are_and_no_address_that_runs():
    assert render(escape("A_b_ *c* <d> [e](f) # g")) == ("<p>A_b_ *c* &lt;d&gt; [e](f) # g</p>\n")
    assert "href" not in render("[x](javascript:alert(1))")
    assert render("## Highest\n\n###### Deep") == "<h2>Highest</h2>\n<h6>Deep</h6>\n"
    assert render("# One\n\n## Two") == "<h2>One</h2>\n<h3>Two</h3>\n"


def test_differences_lose_no_word_of_either_text():
    before = "One.\n\nTwo is here.\n\nThree.\n\nFour.\n\nFive.\n\nSix."
    after = "One.\n\nTwo was here.\n\nThree.\n\nFour.\n\nFive.\n\nSeven, new."
    found = differences(before, after)
    words = lambda kinds: "".join(  # noqa: E731
        part.text for row in found for part in row.parts if part.kind in kinds
    )
    assert words({"same", "removed"}) == before.replace("\n\n", "")
    assert words({"same", "added"}) == after.replace("\n\n", "")
    parted = stretches(found)
    assert [row.folded for row in parted] == [False, True, False]
    assert sum(len(row.paragraphs) for row in parted) == len(found)
    assert differences("", "") == []
