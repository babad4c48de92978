"""Issuing, replacing and revoking; what the database keeps; what the paper and the page say."""

import io
from unittest.mock import patch

import pypdfium2
import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.utils import timezone

from academy.certificates.models import Certificate
from academy.certificates.sealing import keys_of, seal, unseal
from academy.certificates.services import certifying
from academy.certificates.typesetting import certificate_pdf
from academy.certificates.verification import UNKNOWN, said_by, verify
from academy.core.models import HistoryEntry
from cms.core.codes import grouped, new_code
from cms.core.errors import Refused
from tests.academy.certificates.world import DAY, certified, enrol, make_cohort, say, staff
from tests.factories.directory import OrganisationFactory, UserFactory, labels

pytestmark = pytest.mark.django_db
NAME = "Zoë Ñúñez-Œuvre"


def test_a_certificate_says_what_was_so_when_it_was_issued(site):
    cohort = make_cohort()
    certificate = certified(cohort, language="fr", shows=True)
    cohort.course.titles = labels("Another")
    cohort.course.save()
    said = said_by(certificate)
    assert (said.name, said.course, said.hours) == (NAME, "Organising (fr)", 40)
    assert said.organisation == certificate.enrolment.organisation.names["fr"]
    assert (said.starts_on, said.ends_on) == (cohort.starts_on, cohort.ends_on)
    assert said.issued_on == timezone.localdate()


def test_the_party_is_named_only_with_consent():
    organisation = OrganisationFactory(names=labels("Parti de la forêt"))
    certificate = certified(make_cohort(), organisation=organisation)
    assert said_by(certificate).organisation == ""
    assert "forêt" not in pdf_text(certificate)


def test_who_gets_one(on_commit_at_once):
    cohort, by = make_cohort(), staff()
    row = enrol(cohort, state="completed")
    with pytest.raises(Refused, match="how the name"):
        certifying.issue(enrolment=row, by=by)
    say(row)
    certificate = certifying.issue(enrolment=row, by=by)
    assert HistoryEntry.objects.get(enrolment=row, action="certified").actor == by
    with pytest.raises(Refused, match="already"):
        certifying.issue(enrolment=row, by=by)
    with pytest.raises(Refused, match="issued"):
        say(row, "Another")
    active = enrol(cohort)
    say(active)
    with pytest.raises(Refused, match="completed"):
        certifying.issue(enrolment=active, by=by)
    missed = enrol(cohort, state="not_completed")
    with pytest.raises(Refused, match="No certificate"):
        say(missed)
    # The mail says that it is there, and not by which code.
    (sent,) = mail.outbox
    assert sent.to == [row.email]
    assert certificate.code not in sent.body.replace("-", "")


def test_all_are_issued_at_once_but_for_who_was_revoked():
    cohort, by = make_cohort(), staff()
    revoked = certified(cohort)
    certifying.revoke(certificate=revoked, by=by, reason="Fraud")
    ready = [enrol(cohort, state="completed") for _number in range(3)]
    for row in ready[:2]:
        say(row)
    assert certifying.issue_all(cohort=cohort, by=by) == 2
    assert certifying.issue_all(cohort=cohort, by=by) == 0
    assert set(Certificate.objects.valid().values_list("enrolment", flat=True)) == {
        row.pk for row in ready[:2]
    }


def test_a_replaced_certificate_says_so_and_not_by_which(client, site):
    certificate, by = certified(make_cohort()), staff()
    new = certifying.replace(
        certificate=certificate,
        by=by,
        reason="New name",
        name="Zoë  Diop",
        language="es",
        shows_organisation=False,
    )
    assert new.code != certificate.code
    assert (said_by(new).name, new.language, new.replaces) == ("Zoë Diop", "es", certificate)
    assert verify(certificate.code).state == "replaced"
    page = client.get(f"/en/courses/certificates/{certificate.code}/").content.decode()
    assert "This certificate was replaced" in page
    assert NAME in page
    for secret in (new.code, new.shown_code, "Diop", "New name"):
        assert secret not in page
    with pytest.raises(Refused, match="not valid"):
        certifying.revoke(certificate=certificate, by=by, reason="Again")


def test_a_revoked_certificate_says_so_and_not_why(client, site, on_commit_at_once):
    certificate = certified(make_cohort())
    with pytest.raises(Refused, match="why"):
        certifying.revoke(certificate=certificate, by=staff(), reason=" ")
    mail.outbox.clear()
    certifying.revoke(certificate=certificate, by=staff(), reason="Another sat the tests")
    page = client.get(f"/en/courses/certificates/{certificate.code}/").content.decode()
    assert "This certificate was revoked" in page
    assert "sat the tests" not in page
    assert "sat the tests" in mail.outbox[0].body


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_paper_says_it_in_its_language(site, language):
    certificate = certified(make_cohort(), language=language, shows=True)
    text = pdf_text(certificate)
    shown = {"en": "has completed", "fr": "a suivi", "es": "ha completado"}
    assert shown[language] in text
    assert NAME in text
    assert said_by(certificate).course in text
    assert certificate.shown_code in text
    assert f"/{language}/courses/certificates/{certificate.shown_code}/" in text.replace("\n", "")
    for other in {"en", "fr", "es"} - {language}:
        assert shown[other] not in text


def pdf_text(certificate) -> str:
    """Return the text of the paper, which is one sheet."""
    document = pypdfium2.PdfDocument(io.BytesIO(certificate_pdf(certificate)))
    assert len(document) == 1
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    return text.replace("\r\n", "\n").replace("\ufffe", "-")


def test_codes_as_people_type_them():
    certificate = certified(make_cohort())
    code = certificate.code
    for typed in (code, code.lower(), grouped(code), f" {grouped(code).replace('-', ' ')} "):
        assert verify(typed).said.name == NAME
    forged = "2" if code[0] != "2" else "3"
    for wrong in (forged + code[1:], code[:-1], f"{code}2", new_code(), "", "x" * 500):
        assert verify(wrong).state == UNKNOWN


def test_every_code_costs_the_same(django_assert_num_queries):
    cohort = make_cohort()
    certificate, revoked, replaced = (certified(cohort) for _number in range(3))
    certifying.revoke(certificate=revoked, by=None, reason="So")
    certifying.replace(
        certificate=replaced,
        by=None,
        reason="So",
        name=NAME,
        language="en",
        shows_organisation=False,
    )
    given = (certificate.code, revoked.code, replaced.code)
    for code in (*given, certificate.code[1:], new_code(), "nonsense", ""):
        with (
            patch("academy.certificates.verification.keys_of", wraps=keys_of) as stretched,
            django_assert_num_queries(1),
        ):
            verify(code)
        assert stretched.call_count == 1


def test_what_is_sealed_opens_with_its_code_alone():
    code, other = new_code(), new_code()
    digest, sealed = seal(code, {"name": NAME})
    assert NAME.encode() not in sealed
    assert unseal(digest, keys_of(code)[1], sealed) == {"name": NAME}
    for wrong in ((digest, keys_of(other)[1]), (keys_of(other)[0], keys_of(code)[1])):
        with pytest.raises(ValueError, match="sealed"):
            unseal(*wrong, sealed)
    assert len(seal(code, {"name": "Al"})[1]) == len(sealed)


@pytest.mark.parametrize(
    "change",
    [
        {"digest": "0"},
        {"sealed": b"0"},
        {"language": "es"},
        {"code": "2345"},
        {"issued_at": timezone.now() - DAY},
        {"issued_by": "somebody"},
        {"enrolment": "another"},
        {"replaces": "another"},
    ],
)
def test_the_database_keeps_a_certificate_as_it_was_issued(change):
    cohort = make_cohort()
    certificate = certified(cohort, by=staff())
    others = {"issued_by": UserFactory, "enrolment": lambda: enrol(cohort, state="completed")}
    others["replaces"] = lambda: certified(cohort)
    change = {
        name: others[name]() if value in ("somebody", "another") else value
        for name, value in change.items()
    }
    rows = Certificate.objects.filter(pk=certificate.pk)
    with pytest.raises(DatabaseError, match="stays as it was issued"), transaction.atomic():
        rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()


@pytest.mark.parametrize("change", [{"state": "issued", "ended_at": None}, {"reason": "Other"}])
def test_the_database_lets_none_be_valid_again(change):
    certificate = certified(make_cohort())
    certifying.revoke(certificate=certificate, by=None, reason="Fraud")
    with pytest.raises(DatabaseError), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(**change)


def test_the_database_has_one_valid_certificate_an_enrolment():
    certificate = certified(make_cohort())
    with pytest.raises(DatabaseError), transaction.atomic():
        Certificate.objects.create(
            enrolment=certificate.enrolment, digest="1", sealed=b"1", language="en"
        )


def test_who_issued_it_may_be_forgotten():
    by = UserFactory()
    certificate = certified(make_cohort(), by=by)
    by.delete()
    certificate.refresh_from_db()
    assert certificate.issued_by is None
