import pytest
from django.core.files.base import ContentFile

from cms.media.models import DocumentText, SiteDocument
from tests.media.test_extraction import text_pdf

pytestmark = pytest.mark.django_db


def upload(content: bytes, name: str = "paper.pdf", **fields) -> SiteDocument:
    document = SiteDocument(title="A paper", **fields)
    document.file.save(name, ContentFile(content), save=False)
    document.save()
    return document


def test_an_uploaded_pdf_is_read_in_the_background(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        document = upload(text_pdf("Decent work for all"))
    text = DocumentText.objects.get(document=document)
    assert text.status == DocumentText.Status.DONE
    assert "Decent work for all" in text.raw_text
    assert (text.pages, text.error) == (1, "")


def test_damaged_ligatures_are_repaired_beside_the_raw_text(django_capture_on_commit_callbacks):
    damaged = "Les par+s poli+ques doivent luAer pour la jus9ce et la solidarité."
    with django_capture_on_commit_callbacks(execute=True):
        document = upload(text_pdf(damaged), language="fr")
    text = document.text
    assert "par+s" in text.raw_text
    assert "Les partis politiques doivent lutter pour la justice" in text.repaired_text


def test_a_file_that_is_no_pdf_leaves_the_reason(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        document = upload(b"not a pdf at all")
    assert document.text.status == DocumentText.Status.FAILED
    assert document.text.error


def test_saving_again_does_not_read_again(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        document = upload(text_pdf("Once"))
    read_at = document.text.extracted_at
    with django_capture_on_commit_callbacks(execute=True):
        document.title = "Another title"
        document.save()
    document.text.refresh_from_db()
    assert document.text.extracted_at == read_at


def test_a_replaced_file_is_read_again(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        document = upload(text_pdf("Old text"))
    with django_capture_on_commit_callbacks(execute=True):
        document.file.save("new.pdf", ContentFile(text_pdf("New text")), save=False)
        document.file_hash = ""
        document.save()
    document.text.refresh_from_db()
    assert "New text" in document.text.raw_text


def test_other_kinds_of_files_are_left_alone(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        document = upload(b"a,b\n1,2\n", name="table.csv")
    assert not DocumentText.objects.filter(document=document).exists()
