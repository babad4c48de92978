"""The pages of cases: who prepares, who is asked, who decides."""

import html

import pytest
from django.urls import reverse
from django.utils.translation import override

from cms.directory.querysets import site_day
from extranet.core.models import AuditEntry
from extranet.core.standing import standing_of
from extranet.core.todo import todos_for
from extranet.membership.models import Case
from extranet.membership.services import preparing, settling
from tests.extranet.membership.tools import (
    DAY,
    before_board,
    fresh,
    nobody_decides,
    received,
    region,
    upload,
)
from tests.extranet.records.tools import decided, held
from tests.factories.directory import BodyFactory, OrganisationFactory
from tests.factories.extranet import delegate

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "fr", "es")


@pytest.fixture(autouse=True)
def _ready(site, on_commit_at_once, unindexed):
    pass


def url(name, *args, language="en") -> str:
    with override(language):
        return reverse(f"extranet:{name}", args=args)


def said(response) -> str:
    return html.unescape(response.content.decode())


def todo_texts(user) -> list[str]:
    return [todo.text for todo in todos_for(standing_of(user))]


@pytest.fixture
def coordinator(board):
    return delegate(board, "coordinator")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_coordinator_prepares_a_case_from_page_to_page(client, coordinator, language):
    case = received()
    client.force_login(coordinator)

    def do(name, **data):
        address = url(f"case-{name}", case.pk, language=language)
        assert client.get(address).status_code == 200, name
        answer = client.post(address, data)
        assert answer.status_code == 302, answer.context["form"].errors
        return answer.url

    def page():
        return said(client.get(url("case", case.pk, language=language)))

    assert "(PT)" in said(client.get(url("cases", language=language)))
    do("take-up")
    do("points", points=["statutes", "contacts"])
    do("note", text="They <b>mean</b> it.")
    do("add-file", purpose="other", files=upload("More."))
    do("inquire", text="Your results?", until=(site_day() + DAY).isoformat())
    assert "&lt;b&gt;mean" in client.get(url("case", case.pk)).content.decode()
    assert "Your results?" in page()
    do("enter", code="labour")
    assert fresh(case).organisation.code == "labour"
    do("put", effective_on="")
    assert fresh(case).state == "before"
    assert AuditEntry.objects.filter(key=str(case.pk), actor=coordinator).count() == 7


def test_what_is_refused_is_said_and_what_was_typed_stays(client, office):
    case = received()
    client.force_login(office)
    data = {"text": "Typed and kept", "until": site_day().isoformat()}
    page = client.post(url("case-inquire", case.pk), data)
    assert page.status_code == 200
    assert page.context["form"].errors["until"]
    assert "Typed and kept" in said(page)


def test_the_board_reads_what_is_before_it_and_not_what_is_prepared(client, board, office):
    user = delegate(board)
    client.force_login(user)
    case = received()
    preparing.note(case=case, text="For preparers", by=office)
    assert client.get(url("case", case.pk)).status_code == 404
    assert case.name not in said(client.get(url("cases")))
    case = preparing.enter(case=case, code="labour", by=office)
    settling.put_before(case=case, by=office)
    page = said(client.get(url("case", case.pk)))
    assert "Bread and roses." in page
    assert "For preparers" not in page
    assert case.name in said(client.get(url("body", board.code)))
    file = case.files.get()
    answer = client.get(url("case-file", case.pk, file.pk))
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content)
    entry = AuditEntry.objects.get(action="case.file_read")
    assert (entry.actor, entry.body, entry.details) == (user, board, {"file": file.pk})
    client.head(url("case-file", case.pk, file.pk))
    assert AuditEntry.objects.filter(action="case.file_read").count() == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_delegate_of_the_region_gives_an_opinion(client, board, office, language):
    _west, land = region()
    committee = BodyFactory(code="committee")
    user = delegate(committee, organisation=OrganisationFactory(place=land))
    other = delegate(committee)
    case = received(place=land)
    preparing.ask_opinions(case=case, body=committee, until=site_day() + DAY, by=office)
    client.force_login(user)
    address = url("case-opinion", case.pk, language=language)
    assert len(todo_texts(user)) == 1
    page = said(client.get(address))
    assert "Bread and roses." in page
    # The people behind it are for those who prepare and decide.
    assert "Ana Diallo" not in page
    assert client.post(address, {"view": "favours"}).context["form"].errors["text"]
    assert client.post(address, {"view": "favours", "text": "Good."}).status_code == 302
    assert todo_texts(user) == []
    for address in (url("case", case.pk), url("case-file", case.pk, case.files.get().pk)):
        assert client.get(address).status_code == 404
    client.force_login(other)
    assert client.get(url("case-opinion", case.pk)).status_code == 404
    client.force_login(office)
    assert "Good." in said(client.get(url("case", case.pk)))


def test_a_vote_is_prepared_and_shown(client, board, office, votes):
    case = before_board(office)
    chair = delegate(board, "chair")
    assert todo_texts(chair) == ["Bring the case to a decision"]
    client.force_login(chair)
    form = client.get(url("case-propose", case.pk)).context["form"]
    assert set(form.initial["titles"]) == {"en", "fr", "es"}
    assert form.initial["texts"]["en"].endswith("is admitted as member.")
    data = {"titles_en": "Admission", "texts_en": "It is admitted."}
    answer = client.post(url("case-propose", case.pk), data)
    assert answer.url == "/votes/1/"
    assert "Vote 0" in said(client.get(url("case", case.pk)))
    votes.tell(case, adopted=True)
    assert "From" in said(client.get(url("case", case.pk)))
    assert client.get(url("case-propose", case.pk)).status_code == 404


def test_where_no_votes_are_held_the_decision_is_entered(client, board, office):
    case = before_board(office)
    Case.objects.update(received_at=case.received_at - 9 * DAY)
    chair = delegate(board, "chair")
    theirs = decided(held(BodyFactory()))
    ours = decided(held(board, days=-1))
    client.force_login(chair)
    with nobody_decides():
        page = said(client.get(url("case", case.pk)))
        assert url("case-propose", case.pk) not in page
        assert client.get(url("case-propose", case.pk)).status_code == 404
        form = client.get(url("case-decision", case.pk)).context["form"]
        assert [row.pk for row in form.fields["decision"].queryset] == [ours.pk]
        data = {"decision": theirs.pk, "outcome": "adopted"}
        assert client.post(url("case-decision", case.pk), data).context["form"].errors
        data["decision"] = ours.pk
        assert client.post(url("case-decision", case.pk), data).status_code == 302
    assert fresh(case).decision == ours
    assert ours.title in said(client.get(url("case", case.pk)))


def test_the_letter_is_written_from_what_was_decided(client, board, office, votes, mailoutbox):
    case = before_board(office)
    votes.tell(case, adopted=True)
    assert "Write the letter to the applicant" in todo_texts(office)
    client.force_login(office)
    text = client.get(url("case-letter", case.pk)).context["form"].initial["text"]
    assert client.post(url("case-letter", case.pk), {"text": text}).status_code == 302
    answer = client.get(url("case-letter-file", case.pk, 1))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert client.post(url("case-letter-again", case.pk)).status_code == 302
    assert todo_texts(office) == []


def test_the_menu_shows_cases_to_who_sees_some(client, board, coordinator):
    entry = f'href="{url("cases")}"'
    for user, shown in (
        (coordinator, True),
        (delegate(board), True),
        (delegate(board, "guest"), False),
        (delegate(BodyFactory(code="committee")), False),
    ):
        client.force_login(user)
        assert (entry in said(client.get(url("overview")))) is shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_speaks_every_language(client, board, office, votes, language):
    prepared, before = received(), before_board(office, email="eva@example.org")
    over = before_board(office, email="ida@example.org")
    votes.tell(over, adopted=True)
    client.force_login(office)
    pages = [("cases",), ("case-resign",)]
    pages += [("case-open", kind) for kind in ("suspension", "lifting", "exclusion")]
    pages += [(name, prepared.pk) for name in ("case", "case-take-up", "case-points", "case-note")]
    pages += [
        (f"case-{name}", prepared.pk)
        for name in ("inquire", "match", "enter", "ask-opinions", "add-file", "withdraw", "put")
    ]
    pages += [(f"case-{name}", before.pk) for name in ("propose", "decision")]
    pages += [("case", over.pk), ("case-letter", over.pk)]
    titles = {}
    for name, *args in pages:
        page = client.get(url(name, *args, language=language))
        assert page.status_code == 200, name
        titles[name, *args] = said(page)
    english = titles["case-open", "exclusion"].count("Open an exclusion")
    assert bool(english) is (language == "en")
