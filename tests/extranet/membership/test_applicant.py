"""What an applicant sees and does once the application is sent."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from extranet.membership.models import Application, Case
from extranet.membership.services import applications, preparing
from tests.extranet.membership.browser import LANGUAGES, begin, link, send, text_of, url
from tests.extranet.membership.things import add_letter, case_in
from tests.extranet.membership.tools import DAY, fresh, received, upload, written
from tests.factories.directory import OrganisationFactory
from tests.query_counts import warm_queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ready(site, board, on_commit_at_once):
    pass


@pytest.fixture
def reader():
    """Somebody outside, whose every form Django's own check would refuse."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def sent(board, reader):
    """An application that was sent, and its token."""
    application, token = written()
    applications.send(application=application)
    return application, token


def test_the_applicant_sees_where_it_stands_and_nothing_of_the_deliberation(reader, sent, office):
    application, token = sent
    case = preparing.take_up(case=application.case, by=office)
    preparing.note(case=case, text="SECRET note", by=office)
    case.opinions_until = None
    other = case_in("before", case.body)
    page = text_of(reader.get(url("application", token)))
    assert "Being examined" in page
    for word in ("SECRET", "opinion of", str(other), office.name):
        assert word not in page
    # What was sent stays as it is.
    for address in (url("step", token, "aims"), url("send", token), url("step", token, "files")):
        assert reader.get(address).url == url("application", token)
    assert fresh(case).state == "examined"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_asked_is_answered_with_files(reader, sent, office, language):
    application, _token = sent
    preparing.inquire(
        case=application.case, text="Your results?", until=timezone.localdate() + DAY, by=office
    )
    page = link()
    assert page.startswith("/fr/")
    token = page.rstrip("/").rsplit("/", 1)[1]
    answer = url("answer", token, language=language)
    assert answer in text_of(reader.get(url("application", token, language=language)))
    assert "Your results?" in text_of(reader.get(answer))
    send(reader, url("step", token, "files"), purpose="results", files=upload("12 seats"))
    assert send(reader, answer, answer="").status_code == 422
    assert send(reader, answer, answer="Twelve seats.").status_code == 302
    inquiry = application.case.inquiries.get()
    assert (inquiry.answer, inquiry.case.files.count()) == ("Twelve seats.", 2)
    # Nothing more is asked.
    assert reader.get(answer).status_code == 302
    assert reader.get(url("step", token, "files")).status_code == 302


def test_the_letter_is_there_for_the_applicant_alone(reader, sent, office):
    application, token = sent
    _other, theirs = written(email="eva@example.org")
    case = application.case
    Case.objects.filter(pk=case.pk).update(state="withdrawn", closed_on=timezone.localdate())
    add_letter(case)
    answer = reader.get(url("letter", token, 1))
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert "no-store" in answer["Cache-Control"]
    assert reader.get(url("letter", theirs, 1)).status_code == 404
    assert reader.get(url("letter", token, 2)).status_code == 404
    assert "There is a letter for you" in text_of(reader.get(url("application", token)))


def test_the_outcome_is_told_by_the_letter(reader, sent):
    application, token = sent
    party = OrganisationFactory(status=None)
    Case.objects.filter(pk=application.case_id).update(
        organisation=party, state="rejected", closed_on=timezone.localdate()
    )
    page = text_of(reader.get(url("application", token)))
    assert "You will get a letter." in page
    assert "adopted" not in page


def test_it_is_withdrawn_at_any_time_and_a_draft_is_erased(reader, sent):
    application, token = sent
    assert send(reader, url("withdraw", token)).url == url("application", token)
    case = fresh(application.case)
    application.refresh_from_db()
    assert case.state == "withdrawn"
    assert application.keep_until == case.closed_on + datetime.timedelta(days=365)
    draft, theirs = written(email="eva@example.org")
    assert send(reader, url("withdraw", theirs)).url == url("begin")
    assert not Case.objects.filter(pk=draft.case_id).exists()


def test_one_may_apply_again_once_it_is_over(reader, sent):
    application, _token = sent
    applications.withdraw(case=application.case)
    begin(reader)
    assert Application.objects.count() == 2


def test_an_application_costs_few_queries(reader, sent):
    application, token = sent
    for number in range(20):
        application.case.inquiries.create(
            text="?", until=timezone.localdate(), answered_at=timezone.now(), answer=str(number)
        )
    assert len(warm_queries_of(reader, url("application", token))) <= 20
    _draft, theirs = written(email="eva@example.org")
    before = len(warm_queries_of(reader, url("step", theirs, "references")))
    OrganisationFactory.create_batch(20)
    assert len(warm_queries_of(reader, url("step", theirs, "references"))) == before <= 20


def test_nothing_is_received_without_a_body_that_decides(reader, board):
    application, token = written()
    board.kind = "committee"
    board.save()
    assert send(reader, url("send", token)).status_code == 422
    assert fresh(application.case).state == "draft"
    board.kind = "board"
    board.save()
    assert received(email="eva@example.org").body == board
