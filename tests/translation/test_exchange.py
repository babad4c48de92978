"""PO and XLIFF: out, through a translation program, and in; all of it or nothing."""

import re
from xml.etree import ElementTree as ET

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.translation.exchange.inline import marks_of, write_into
from cms.translation.exchange.xliff import NAMESPACE
from tests.factories.pages import make_statement
from tests.home.editing import colleague, signed_in, start_translation
from tests.translation.test_desk import by_source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once")]
LINK = 'Read <a href="https://example.org">the <b>report</b></a> &amp; act.'
RICH = 'Read <a id="a1">the <b>report</b></a> &amp; act.'
X = f"{{{NAMESPACE}}}"


@pytest.fixture
def client(site, roles):
    return signed_in(colleague("translators"))


@pytest.fixture
def record(client):
    page = make_statement(title="Peace & bread", text=(LINK,))
    return start_translation(page, "fr")[1]


def downloaded(client, record) -> str:
    response = client.get(reverse("translation_xliff", args=[record.pk]))
    assert response["Content-Type"] == "application/xliff+xml"
    return response.content.decode()


def uploaded(client, record, content: str, name="texts.xlf") -> str:
    """Send a file in; return the messages that follow."""
    file = SimpleUploadedFile(name, content.encode())
    address = reverse("translation_import", args=[record.pk])
    response = client.post(address, {"file": file}, follow=True)
    return "\n".join(str(message) for message in response.context["messages"])


def filled(xliff: str, words: dict[str, str]) -> str:
    """Translate as a program does: copy each source into a target, its words replaced."""
    root = ET.fromstring(xliff)
    for unit in root.iter(f"{X}trans-unit"):
        target = unit.find(f"{X}target")
        if target is not None:
            unit.remove(target)
        source = ET.tostring(unit.find(f"{X}source"), encoding="unicode")
        for old, new in words.items():
            source = source.replace(old, new)
        target = ET.fromstring(source)
        target.tag, target.tail = f"{X}target", None
        unit.append(target)
    return ET.tostring(root, encoding="unicode")


WORDS = {"Peace": "Paix", "bread": "pain", "Read": "Lisez", "the ": "le ", "report": "rapport"}
WORDS |= {"act": "agissez", "A summary": "Un résumé"}


def test_xliff_goes_out_and_comes_back_with_its_marks(client, record):
    assert 'xml:space="preserve"' in downloaded(client, record)
    assert "3 texts were taken" in uploaded(
        client, record, filled(downloaded(client, record), WORDS)
    )
    texts = by_source(record)
    assert texts[RICH].kept.data == 'Lisez <a id="a1">le <b>rapport</b></a> &amp; agissez.'
    assert texts["Peace &amp; bread"].kept.data == "Paix &amp; pain"
    assert texts[RICH].kept.tool_name == "XLIFF"
    # Out again, the translations are there, and in again nothing changes.
    again = downloaded(client, record)
    assert 'state="translated"' in again
    assert "0 texts were taken" in uploaded(client, record, again)


@pytest.mark.parametrize(
    "html",
    ["plain & simple".replace("&", "&amp;"), RICH, "a<br/>b", "<b>x</b> <i>y</i> <b>z</b>"],
)
def test_every_mark_has_a_number(html):
    element = ET.Element("source")
    write_into(element, html)
    assert [g.get("id") for g in element.iter() if g.tag in ("g", "x")] == list(marks_of(html))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("<xliff", '<!DOCTYPE x [<!ENTITY a "b">]><xliff', "Line 2: a document type or an entity"),
        ('target-language="fr"', 'target-language="es"', "in the language “es”, not “fr”"),
        ('original="', 'original="0', "made for another page"),
        ('trans-unit id="', 'trans-unit id="9', "the page has no text “9"),
        ('g id="1"', 'g id="7"', "the text has no mark “7”"),
        ("</body>", "", "this is not an XLIFF file"),
        ("<target><g", "<target><ph", "this is not an XLIFF file"),
    ],
)
def test_nothing_is_taken_from_a_file_with_a_fault(client, record, old, new, reason):
    xliff = '<?xml version="1.0"?>\n' + filled(downloaded(client, record), WORDS).replace(
        "ns0:", ""
    )
    xliff = xliff.replace("xmlns:ns0", "xmlns")
    if old.startswith("<target><g"):
        xliff, (old, new) = xliff, ("</source>", "</sauce>")
    assert old in xliff
    said = uploaded(client, record, xliff.replace(old, new))
    assert "Nothing was taken" in said
    assert reason in said
    assert re.search(r"Line \d+", said)
    assert not any(text.kept for text in by_source(record).values())


def test_one_text_that_is_refused_holds_up_all(client, record):
    words = WORDS | {"Peace": "P" * 300}
    said = uploaded(client, record, filled(downloaded(client, record), words))
    assert "too long" in said
    assert not any(text.kept for text in by_source(record).values())


def test_po_goes_out_and_comes_back(client, record):
    address = reverse("wagtail_localize:download_pofile", args=[record.pk])
    po = polib.pofile(client.get(address).content.decode())
    for entry in po:
        entry.msgstr = f"{entry.msgid} (fr)"
    assert "3 texts were taken" in uploaded(client, record, str(po), "texts.po")
    assert by_source(record)[RICH].kept.data == f"{RICH} (fr)"
    # Its editor sends PO files to an address of its own: the same happens there.
    po[0].msgid = "Unknown"
    address = reverse("wagtail_localize:upload_pofile", args=[record.pk])
    file = SimpleUploadedFile("texts.po", str(po).encode())
    response = client.post(address, {"file": file}, follow=True)
    said = "\n".join(str(message) for message in response.context["messages"])
    assert "the page has no text “Unknown”" in said


def test_a_po_file_with_a_fault_is_refused_in_words(client, record):
    assert "not a PO file" in uploaded(client, record, "these are no texts", "texts.po")
    other = 'msgid ""\nmsgstr "X-WagtailLocalize-TranslationID: 1\\n"\n'
    assert "another page" in uploaded(client, record, other, "texts.po")


def test_strangers_get_and_send_nothing(site, roles, record):
    browser = signed_in(colleague("nobody"))
    assert browser.get(reverse("translation_xliff", args=[record.pk])).status_code != 200
    browser.post(
        reverse("translation_import", args=[record.pk]),
        {"file": SimpleUploadedFile("texts.xlf", b"<xliff/>")},
    )
    assert not any(text.kept for text in by_source(record).values())
