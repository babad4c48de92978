"""The list and the page of meetings: what whom is shown, at what cost, in three languages."""

import pytest
from django.utils import timezone

from cms.directory.models import Mandate
from extranet.meetings.models import MeetingGuest, Reply
from extranet.meetings.services.replies import reply
from tests.extranet.meetings.tools import DAY, address, give_rule, make_meeting, mandate_of
from tests.factories.directory import BodyFactory, MandateFactory, OrganisationFactory
from tests.factories.extranet import (
    AgendaItemFactory,
    DocumentFactory,
    MeetingFactory,
    PaperFactory,
    delegate,
    secretary,
)
from tests.query_counts import warm_queries_of

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "fr", "es")
BUDGET = 25


@pytest.fixture
def body():
    return BodyFactory(code="committee")


def page_of(client, user, meeting, language="en") -> str:
    client.force_login(user)
    response = client.get(address("meeting", meeting.pk, language=language))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_what_a_member_needs_in_every_language(client, body, language):
    user = delegate(body)
    meeting = make_meeting(body)
    html = page_of(client, user, meeting, language)
    assert f'lang="{language}"' in html
    assert "Casa del Pueblo" in html
    assert "https://meet.example.org/secret-room" in html
    title = {"en": "Item", "fr": "(fr)", "es": "(es)"}[language]
    assert title in html
    assert address("meeting-reply", meeting.pk, mandate_of(user).pk, language=language) in html


@pytest.mark.parametrize("state", ["draft", "convened", "cancelled", "held"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_has_its_page_for_officers(client, body, state, language):
    meeting = make_meeting(body, state)
    html = page_of(client, delegate(body, Mandate.Role.CHAIR), meeting, language)
    assert "officer-bar" in html
    assert ("banner" in html) is (state != "convened")


def test_guests_see_neither_the_link_nor_names_nor_what_is_closed(client, body):
    member = delegate(body)
    meeting = make_meeting(body, open_to_guests=True, points=0)
    opened = AgendaItemFactory(meeting=meeting, position=1)
    closed = AgendaItemFactory(meeting=meeting, position=2, closed_to_guests=True)
    last = AgendaItemFactory(meeting=meeting, position=3)
    paper = PaperFactory(item=opened)
    free = DocumentFactory(body=body, open_to_guests=True, title="For everybody")
    PaperFactory(item=opened, version=free.current)
    named = delegate()
    MeetingGuest.objects.create(meeting=meeting, person=named.person, until=timezone.now() + DAY)
    for guest in (delegate(body, Mandate.Role.GUEST), named):
        html = page_of(client, guest, meeting)
        assert "secret-room" not in html
        assert member.person.name not in html
        assert closed.title not in html
        assert paper.version.document.title not in html
        assert free.title in html
        # Numbers are the same for everybody.
        assert '<span class="agenda-point__number">3</span>' in html
        assert last.title in html
    assert member.person.name in page_of(client, member, meeting)


def test_papers_stand_at_their_points_the_readers_language_first(client, body):
    meeting = make_meeting(body, points=0)
    item = AgendaItemFactory(meeting=meeting)
    english = DocumentFactory(body=body, title="Budget")
    french = DocumentFactory(
        body=english.folder.body, title="Le budget", language="fr", translation_of=english
    )
    PaperFactory(item=item, version=english.current)
    PaperFactory(item=item, version=french.current, late=True)
    user = delegate(body)
    assert "Budget</a>" in page_of(client, user, meeting)
    html = page_of(client, user, meeting, "fr")
    assert "Le budget</a>" in html
    assert "Budget</a>" not in html


def test_a_late_paper_is_marked(client, body):
    meeting = make_meeting(body, points=1, papers=0)
    PaperFactory(item=meeting.items.get(), late=True)
    assert ">late<" in page_of(client, delegate(body), meeting)


def test_an_older_version_that_is_tabled_stays_and_says_so(client, body):
    from tests.factories.extranet import make_version

    meeting = make_meeting(body, points=1, papers=1)
    document = meeting.items.get().papers.get().version.document
    document.current = make_version(document, b"%PDF-1.4 newer")
    document.save()
    assert "a newer version exists" in page_of(client, delegate(body), meeting)


def test_the_readers_clock_stands_beside_the_places(client, body):
    user = delegate(body)
    user.time_zone = "America/Lima"
    user.save()
    meeting = make_meeting(body, time_zone="Europe/Paris")
    html = page_of(client, user, meeting)
    assert "Lima" in html
    assert "Paris" in html


def test_what_was_replied_is_counted_for_all(client, body):
    member, other = delegate(body), delegate(body)
    meeting = make_meeting(body, open_to_guests=True)
    reply(meeting=meeting, mandate=mandate_of(other), answer="coming", by=other)
    html = page_of(client, delegate(body, Mandate.Role.OBSERVER), meeting)
    assert "1 is coming" in html
    assert "1 has not replied" in html
    assert "Are you coming?" in page_of(client, member, meeting)
    assert "Change your reply" in page_of(client, other, meeting)


def test_a_substitute_reads_in_whose_place_they_come(client, body):
    organisation = OrganisationFactory()
    member = delegate(body, organisation=organisation)
    stand_in = delegate(body, Mandate.Role.SUBSTITUTE, organisation=organisation)
    meeting = make_meeting(body)
    reply(
        meeting=meeting,
        mandate=mandate_of(member),
        answer="substitute",
        substitute=mandate_of(stand_in),
        by=member,
    )
    html = page_of(client, stand_in, meeting)
    assert "in the place of" in html
    assert member.person.name in html


@pytest.mark.parametrize("who", ["member", "chair", "guest"])
def test_the_page_costs_the_same_however_long_the_agenda(client, body, who):
    user = delegate(body, who)
    small, large = (make_meeting(body, open_to_guests=True, points=0) for _n in range(2))
    for meeting, times in ((small, 1), (large, 10)):
        for _number in range(2 * times):
            top = AgendaItemFactory(meeting=meeting)
            below = AgendaItemFactory(meeting=meeting, parent=top)
            for item in (top, below):
                document = DocumentFactory(body=body, open_to_guests=True)
                PaperFactory(item=item, version=document.current)
    for _number in range(10):
        mandate = MandateFactory(body=body)
        for meeting in (large,):
            Reply.objects.create(
                meeting=meeting, mandate=mandate, answer="coming", replied_at=timezone.now()
            )
    client.force_login(user)
    counts = [
        len(warm_queries_of(client, address("meeting", meeting.pk))) for meeting in (small, large)
    ]
    assert counts[0] == counts[1] <= BUDGET


@pytest.mark.parametrize("name", ["meetings", "meetings-past"])
def test_a_list_costs_the_same_however_long(client, name):
    user = secretary()
    client.force_login(user)
    counts = []
    for _round in range(2):
        for _number in range(3 if not counts else 27):
            body = BodyFactory()
            give_rule(body, "meetings", 2)
            MeetingFactory(body=body)
            MeetingFactory(body=body, days=-3)
        counts.append(len(warm_queries_of(client, address(name))))
    assert counts[0] == counts[1] <= BUDGET


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_show_what_one_may_see(client, body, language):
    user = delegate(body)
    coming = make_meeting(body)
    draft = make_meeting(body, "draft")
    other = make_meeting(BodyFactory())
    past = make_meeting(body, "held")
    client.force_login(user)
    html = client.get(address("meetings", language=language)).content.decode()
    assert address("meeting", coming.pk, language=language) in html
    for meeting in (draft, other, past):
        assert address("meeting", meeting.pk, language=language) not in html
    html = client.get(address("meetings-past", language=language)).content.decode()
    assert address("meeting", past.pk, language=language) in html
    assert address("meeting", coming.pk, language=language) not in html


def test_lists_are_filtered_by_body_and_year(client, body):
    user = secretary()
    client.force_login(user)
    other = BodyFactory()
    here, there = make_meeting(body), make_meeting(other)
    html = client.get(address("meetings") + f"?body={body.code}").content.decode()
    assert address("meeting", here.pk) in html
    assert address("meeting", there.pk) not in html
    assert client.get(address("meetings") + "?body=nothing").status_code == 404
    old = make_meeting(body, "held", days=-800)
    year = old.starts_at.year
    html = client.get(address("meetings-of-year", year)).content.decode()
    assert address("meeting", old.pk) in html
    assert client.get(address("meetings-of-year", 1999)).status_code == 404
    assert client.get(address("meetings-of-year", 99999)).status_code == 404


def test_a_body_one_does_not_see_is_no_filter(client, body):
    make_meeting(BodyFactory(code="hidden"))
    client.force_login(delegate(body))
    assert client.get(address("meetings") + "?body=hidden").status_code == 404


def test_the_list_says_what_was_replied_and_what_is_owed(client, body):
    user = delegate(body)
    meeting = make_meeting(body)
    client.force_login(user)
    assert "Your reply is awaited" in client.get(address("meetings")).content.decode()
    reply(meeting=meeting, mandate=mandate_of(user), answer="online", by=user)
    html = client.get(address("meetings")).content.decode()
    assert "I am taking part online" in html
    assert "awaited" not in html


def test_officers_read_that_the_body_has_not_met_enough(client, body):
    give_rule(body, "meetings", 3)
    make_meeting(body, days=1)
    client.force_login(delegate(body, Mandate.Role.CHAIR))
    assert "meetings are missing" in client.get(address("meetings")).content.decode()
    client.force_login(delegate(body))
    assert "missing" not in client.get(address("meetings")).content.decode()


def test_empty_lists_say_so(client, body):
    client.force_login(delegate(body))
    assert "No meeting is coming" in client.get(address("meetings")).content.decode()
    assert "No meeting is past yet" in client.get(address("meetings-past")).content.decode()


def test_the_calendar_file_says_nothing_of_what_it_is_about(client, body):
    user = delegate(body)
    meeting = make_meeting(body)
    client.force_login(user)
    response = client.get(address("meeting-ics", meeting.pk))
    assert response["Content-Type"].startswith("text/calendar")
    text = response.content.decode().replace("\r\n ", "")
    assert str(meeting.uid) in text
    assert "BEGIN:VEVENT" in text
    for word in (meeting.title, meeting.venue, "secret-room", body.label):
        assert word not in text
    draft = make_meeting(body, "draft")
    client.force_login(delegate(body, Mandate.Role.CHAIR))
    assert client.get(address("meeting-ics", draft.pk)).status_code == 404


def test_nothing_of_it_is_kept_by_a_cache(client, body):
    meeting = make_meeting(body)
    client.force_login(delegate(body))
    for url in (address("meetings"), address("meeting", meeting.pk)):
        assert "no-store" in client.get(url)["Cache-Control"]
