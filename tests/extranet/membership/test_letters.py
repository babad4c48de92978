"""Letters to applicants, and what the database and time keep of a case."""

import pytest
from django.db import IntegrityError, connection, transaction

from cms.core.errors import Refused
from cms.core.personal_data import services
from cms.directory.querysets import site_day
from extranet.membership.models import Application, Case, Letter
from extranet.membership.services import applications, letters, preparing
from tests.extranet.membership.tools import (
    DAY,
    before_board,
    fresh,
    received,
    written,
)
from tests.factories.directory import (
    OrganisationFactory,
)
from tests.media.papers import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


def test_the_letter_is_kept_as_it_was_sent(
    board, office, votes, mailoutbox, django_capture_on_commit_callbacks
):
    case = before_board(office)
    votes.tell(case, adopted=True)
    case = fresh(case)
    text = letters.draft(case)
    assert "Parti du Travail" in text
    with django_capture_on_commit_callbacks(execute=True):
        letter = letters.write(case=case, text=f"{text}\n\n<b>#strong[x]</b>", by=office)
    with letter.file.open() as file:
        pdf = file.read()
    assert pdf.startswith(b"%PDF")
    assert "<b>#strong[x]</b>" in text_of(pdf)
    [mail] = mailoutbox
    assert mail.to == ["ana@example.org"]
    assert "Parti" not in mail.body + mail.subject
    assert "/fr/membership/application/" in mail.body
    with django_capture_on_commit_callbacks(execute=True):
        letters.send_again(case=case, by=office)
    assert len(mailoutbox) == 2
    assert mailoutbox[0].body != mailoutbox[1].body
    for change in ("UPDATE membership_letter SET text = 'x'", "DELETE FROM membership_letter"):
        with pytest.raises(Exception, match="never changes"), transaction.atomic():
            connection.cursor().execute(change)
    assert Letter.objects.get().sha256 == letter.sha256


def test_a_letter_that_cannot_be_typeset_is_refused_in_words(board, office, votes):
    case = before_board(office)
    votes.tell(case, adopted=True)
    with pytest.raises(Refused):
        letters.write(case=fresh(case), text="漢字", by=office)
    assert not Letter.objects.exists()


# What the database keeps.


def test_no_two_applications_of_one_organisation_run(board, office):
    organisation = OrganisationFactory(status=None)
    preparing.match(case=received(), organisation=organisation, by=office)
    second = received(email="eva@example.org")
    with pytest.raises(Refused, match="under way"):
        preparing.match(case=second, organisation=organisation, by=office)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=second.pk).update(organisation=organisation)


@pytest.mark.parametrize(
    "change",
    [
        {"state": "adopted"},
        {"state": "registered"},
        {"closed_on": site_day()},
        {"body": None},
        {"received_at": None},
        {"kind": "exclusion"},
    ],
)
def test_the_database_refuses_what_hangs_together_badly(board, change):
    case = received()
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**change)


def test_an_applicant_is_forgotten_in_time_and_papers_go(
    board, office, votes, django_capture_on_commit_callbacks
):
    case = before_board(office)
    votes.tell(case, adopted=False)
    row = case.files.get()
    Application.objects.update(keep_until=site_day() - DAY)
    with django_capture_on_commit_callbacks(execute=True):
        services.anonymise()
    application = Application.objects.get()
    assert (application.email, application.contact_name, application.names["fr"]) == (
        *("", ""),
        "Parti du Travail",
    )
    assert not row.file.storage.exists(row.file.name)
    assert not letters.may_write(fresh(case))


def test_drafts_expire_and_are_erased(board, django_capture_on_commit_callbacks):
    old, _token = written()
    new, _token = written(email="eva@example.org")
    name, storage = old.case.files.get().file.name, old.case.files.get().file.storage
    Application.objects.filter(pk=old.pk).update(expires_at=old.saved_at - DAY)
    with django_capture_on_commit_callbacks(execute=True):
        services.anonymise()
    assert list(Application.objects.all()) == [new]
    assert Case.objects.count() == 1
    assert not storage.exists(name)
    assert applications.erase_expired() == 0
