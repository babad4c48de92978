"""Handed out, erased, and forgotten in time; the paper stays verifiable."""

import pytest
from django.utils import timezone

from academy.certificates.models import Certificate, CertificateDetails, CompletionDecision
from academy.certificates.services import certifying, completing
from academy.certificates.typesetting import certificate_pdf
from academy.certificates.verification import verify
from cms.core.personal_data import services
from cms.core.personal_data.sources import all_sources, subject_of
from tests.academy.certificates.world import DAY, certified, enrol, make_cohort, staff

pytestmark = pytest.mark.django_db
NAME = "Zoë Ñúñez-Œuvre"


def everything() -> str:
    """Return all that the tables of this room hold, as one text."""
    models = (Certificate, CertificateDetails, CompletionDecision)
    return "".join(str(list(model.objects.values())) for model in models)


def anonymise_due(today) -> None:
    for source in all_sources():
        if source.code.startswith("academy_"):
            source.anonymise_due(today)


def test_after_the_retention_the_code_alone_verifies():
    certificate = certified(make_cohort(), by=staff())
    code, row = certificate.code, certificate.enrolment
    today = timezone.localdate()
    type(row).objects.filter(pk=row.pk).update(keep_until=today)
    anonymise_due(today)
    assert NAME in everything()
    anonymise_due(today + DAY)
    assert NAME not in everything()
    assert code not in everything()
    verdict = verify(code)
    assert (verdict.state, verdict.said.name) == ("issued", NAME)
    certificate.refresh_from_db()
    with pytest.raises(ValueError, match="forgotten"):
        certificate_pdf(certificate)


def test_what_is_held_is_handed_out_and_erased(site):
    cohort, by = make_cohort(), staff()
    decided = enrol(cohort)
    completing.decide(enrolment=decided, by=by, completed=True, reason="Was ill in May")
    completing.close(cohort=cohort, by=by)
    certificate = certified(cohort, user=decided.user, email=decided.email, email_canonical="b")
    certifying.revoke(certificate=certificate, by=by, reason="Wrong name")
    subject = subject_of(decided.email)
    said = str(services.export(subject=subject, by=by))
    for text in (NAME, certificate.shown_code, "Wrong name"):
        assert text in said
    # The staff alone read why the rules were not followed.
    assert "Was ill in May" not in said
    mine = [source for source in all_sources() if source.code.startswith("academy_certificates")]
    for source in mine:
        for row in source.find(subject):
            assert source.reason_to_keep(row) == ""
            source.erase(row)
    assert not any(list(source.find(subject)) for source in mine)
    for text in (NAME, certificate.code, "Was ill in May", "Wrong name"):
        assert text not in everything()
    assert verify(certificate.code).state == "revoked"
