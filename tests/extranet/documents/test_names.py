"""Names of files: cleaned, and what is guessed from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.media.files.names import clean_name, guess_language, guess_title

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Budget\r\nX-Evil: 1.pdf", "Budget X-Evil- 1.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\amina\\Budget.PDF", "Budget.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe.pdf"),
        ("\u200b\u200b.pdf", "pdf.pdf"),
        ("", "document.pdf"),
        ("...", "document.pdf"),
        ("a" * 500 + ".pdf", "a" * 116 + ".pdf"),
        ("Résumé n° 3 – «final».pdf", "Résumé n° 3 – «final».pdf"),
    ],
)
def test_names_are_cleaned(raw, clean):
    assert clean_name(raw, (".pdf",)) == clean


@given(st.text(max_size=400))
def test_no_name_is_dangerous(raw):
    name = clean_name(raw, (".pdf",))
    assert name.endswith(".pdf")
    assert len(name) <= 120
    assert name.isprintable()
    assert not set(name) & set('/\\<>:"|?*\n\r\t')
    assert not name.startswith(".")
    assert clean_name(name, (".pdf",)) == name


@pytest.mark.parametrize(
    ("name", "language", "title"),
    [
        ("budget_2027_fr.pdf", "fr", "Budget 2027"),
        ("Report (EN).docx", "en", "Report"),
        ("orden-del-dia.es.pdf", "es", "Orden del dia"),
        ("Minutes de.pdf", "", "Minutes de"),
        ("x.pdf", "", "X"),
    ],
)
def test_title_and_language_are_guessed_from_the_name(name, language, title):
    assert guess_language(name) == language
    assert guess_title(name) == title
