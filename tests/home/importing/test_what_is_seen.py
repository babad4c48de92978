"""What readers of the original do not see is left out, and what they see is not lost."""

import io
import time
import zipfile

import pytest

from home.importing import NotADocument, read_bytes

from .sample_documents import paragraphs
from .word_documents import make_word, paragraph

LONG = "The alliance stands with all who defend freedom where it is under attack, everywhere."
HIDDEN = "1 hidden passage was left out."
MATH = "<m:r><m:t>{}</m:t></m:r>"


def word(body, **parts):
    return read_bytes(make_word(body, **parts), "a.docx", language="en", title="-")


def html(markup):
    return read_bytes(f"<html><body>{markup}".encode(), "a.html", language="en", title="-")


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


SECRET = '<w:rStyle w:val="Secret"/>'
VANISHING = (
    '<w:style w:type="character" w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Secret"><w:basedOn w:val="Base"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Note"><w:rPr><w:vanish/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    "secret",
    [
        f"<w:p>{run('Seen.')}{run('secret', '<w:vanish/>')}</w:p>",
        f"<w:p>{run('Seen.')}{run('secret', SECRET)}</w:p>",
        f"<w:p>{run('Seen.')}</w:p>{paragraph('secret', style='Note')}",
    ],
)
def test_hidden_letters_of_word(secret):
    document = word(paragraph(LONG) + secret, styles=VANISHING)
    assert document.plain_text == f"{LONG}\n\nSeen."
    assert document.notes == (HIDDEN,)


def test_a_run_that_is_shown_in_a_hidden_style_is_seen():
    body = paragraph("Seen.", style="Note", run='<w:vanish w:val="0"/>')
    document = word(paragraph(LONG) + body, styles=VANISHING)
    assert document.plain_text.endswith("Seen.")
    assert document.notes == ()


@pytest.mark.parametrize(
    "markup",
    [
        "<p style='display: none'>secret</p>",
        "<p hidden>secret</p>",
        "<div style='visibility:hidden'><p>secret</p></div>",
        "<p>Seen.<span style='mso-hide: all'>secret</span></p>",
        "<p style='font-size:0'>secret</p>",
        "<style>.x{color:red} .gone, p.off {display:none}</style><p class='a gone'>secret</p>",
        "<style>#k{visibility:hidden}</style><p id=k>secret</p>",
    ],
)
def test_hidden_parts_of_a_web_page(markup):
    document = html(f"<p>{LONG}</p>{markup}<p>End.</p>")
    assert "secret" not in document.plain_text
    assert document.plain_text.endswith("End.")
    assert document.notes == (HIDDEN,)


@pytest.mark.parametrize(
    "markup",
    [
        "<p style='font-size:0.9em'>shown</p>",
        "<p style='opacity:0.5'>shown</p>",
        "<style>@media print { .x {display:none} }</style><p class=x>shown</p>",
        "<style>.y{display:none}</style><p class=x>shown</p>",
        "<details><summary>More</summary><p>shown</p></details>",
    ],
)
def test_what_only_looks_hidden_is_kept(markup):
    document = html(f"<p>{LONG}</p>{markup}<p>End.</p>")
    assert "shown" in document.plain_text
    assert document.notes == ()


STRUCK = [
    ("a.docx", make_word(f"<w:p>{run(LONG)}{run(' old', '<w:strike/>')}</w:p>")),
    ("a.docx", make_word(f"<w:p>{run(LONG)}{run(' old', '<w:dstrike/>')}</w:p>")),
    ("a.html", f"<p>{LONG} <s>old</s></p>".encode()),
    ("a.html", f"<p>{LONG} <span style='text-decoration:line-through'>old</span></p>".encode()),
    ("a.md", f"{LONG} ~~old~~".encode()),
]


@pytest.mark.parametrize(("name", "data"), STRUCK)
def test_what_is_struck_out_is_left_out(name, data):
    document = read_bytes(data, name, language="en", title="-")
    assert document.plain_text == LONG
    assert document.notes == ("1 passage that is struck out was left out.",)


@pytest.mark.parametrize(("name", "data"), STRUCK)
def test_what_is_struck_out_is_marked_where_the_setting_says_so(name, data, settings):
    settings.IMPORT_STRUCK_OUT = "mark"
    document = read_bytes(data, name, language="fr", title="-")
    assert document.plain_text.endswith("[rayé: old]")


def test_tracked_changes_are_read_as_accepted():
    body = (
        f"<w:p>{run('We ask for ')}<w:del>"
        "<w:r><w:delText>little</w:delText></w:r></w:del>"
        f"<w:ins>{run('much')}</w:ins><w:moveFrom>{run(' gone')}</w:moveFrom>"
        f"<w:moveTo>{run(' more')}</w:moveTo>.</w:p>"
    )
    document = word(paragraph(LONG) + body)
    assert document.plain_text.endswith("We ask for much more")
    assert document.notes == ("2 passages that were deleted with changes tracked were left out.",)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (f'<w:fldSimple w:instr="DATE">{run("5 May")}</w:fldSimple>', "5 May"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText>'
            '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            f'{run("Article 4")}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "Article 4",
        ),
        (f"<w:sdt><w:sdtContent>{run('Berlin')}</w:sdtContent></w:sdt>", "Berlin"),
        (f"<w:smartTag>{run('Madrid')}</w:smartTag>", "Madrid"),
        (f'<w:bdo w:val="rtl">{run("سلام")}</w:bdo>', "سلام"),
        (f'<w:dir w:val="rtl">{run("שלום")}</w:dir>', "שלום"),
        (f"<w:customXml>{run('Paris')}</w:customXml>", "Paris"),
        (
            f"<m:oMath>{MATH.format('E=m')}<m:sSup><m:e>{MATH.format('c')}</m:e>"
            f"<m:sup>{MATH.format('2')}</m:sup></m:sSup></m:oMath>",
            "E=mc²",
        ),
        (
            f"<m:oMathPara><m:oMath><m:f><m:num>{MATH.format('a+b')}</m:num>"
            f"<m:den>{MATH.format('2')}</m:den></m:f></m:oMath></m:oMathPara>",
            "(a+b)/2",
        ),
        (
            "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
            f"<w:txbxContent><w:p>{run('In a box')}</w:p></w:txbxContent></wps:txbx></w:drawing>"
            "</mc:Choice></mc:AlternateContent></w:r>",
            "In a box",
        ),
        ("<w:r><w:t>one</w:t><w:cr/><w:t>two</w:t></w:r>", "one\ntwo"),
        ("<w:r><w:t>one</w:t><w:ptab/><w:t>two</w:t></w:r>", "one two"),
        (f"<z:wrap xmlns:z='urn:z'><z:in>{run('Lima')}</z:in></z:wrap>", "Lima"),
        (f"</w:p><z:wrap xmlns:z='urn:z'><w:p>{run('Quito')}</w:p></z:wrap><w:p>", "Quito"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
            '<w:listEntry w:val="No"/><w:listEntry w:val="Agreed"/></w:ddList></w:ffData>'
            "</w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>"
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "Agreed",
        ),
        (
            "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'>"
            "<v:textpath string='Drawn'/></v:shape></w:pict></w:r>",
            "Drawn",
        ),
        (
            "<w:r><w:object><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox>"
            f"<w:txbxContent><w:p>{run('In an object')}</w:p></w:txbxContent></v:textbox>"
            "</v:shape></w:object></w:r>",
            "In an object",
        ),
    ],
)
def test_no_text_of_word_is_swallowed(inside, text):
    assert text in word(f"{paragraph(LONG)}<w:p>{run('Here: ')}{inside}</w:p>").plain_text


def test_what_cannot_be_read_is_named():
    body = f"<w:p>{run(LONG)}<w:r><w:object/></w:r></w:p><w:altChunk/>"
    assert word(body).notes == (
        "Not read: embedded document (1).",
        "Not read: embedded object (1).",
    )


@pytest.mark.parametrize("main", ["word/document2.xml", "content/main.xml"])
def test_the_main_part_is_found_by_its_relation(main):
    data = make_word(paragraph(LONG), main=main)
    assert read_bytes(data, "a.docx", language="en", title="-").plain_text == LONG


def test_the_strict_kind_of_the_format_is_read():
    source = zipfile.ZipFile(io.BytesIO(make_word(paragraph(LONG))))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as strict:
        for name in source.namelist():
            text = source.read(name).decode()
            text = text.replace(
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                "http://purl.oclc.org/ooxml/wordprocessingml/main",
            ).replace(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                "http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
            strict.writestr(name, text)
    assert read_bytes(out.getvalue(), "a.docx", language="en", title="-").plain_text == LONG


def test_a_part_that_declares_entities_is_refused():
    source = zipfile.ZipFile(io.BytesIO(make_word(paragraph(LONG))))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as changed:
        for name in source.namelist():
            text = source.read(name).decode()
            if name == "word/document.xml":
                text = text.replace("?>", '?><!DOCTYPE x [<!ENTITY a "aa">]>', 1)
            changed.writestr(name, text)
    with pytest.raises(NotADocument):
        read_bytes(out.getvalue(), "a.docx", language="en", title="-")


def test_addresses_and_signatories_keep_their_lines():
    document = html("<p>Ana Pérez<br>Secretary General<br>Union of Workers</p>" + f"<p>{LONG}</p>")
    assert paragraphs(document)[0] == (
        "<p>Ana Pérez<br/>Secretary General<br/>Union of Workers</p>"
    )


@pytest.mark.parametrize("unit", ["/*", ".a{", "a ", "@media print{", ".x{display:none}", "}"])
def test_a_style_sheet_without_end_is_read_in_time(unit):
    start = time.process_time()
    document = html(f"<style>{unit * (400_000 // len(unit))}</style><p>{LONG}</p>")
    assert document.plain_text == LONG
    assert time.process_time() - start < 5


@pytest.mark.parametrize("unit", ["<li>", "<td>", "<tr><td>", "<ol><li>", "<br>a", "<s>a"])
def test_markup_without_end_is_read_in_time(unit):
    start = time.process_time()
    html(f"<p>{LONG}</p>{unit * 1500}word")
    assert time.process_time() - start < 10


def test_hidden_parts_within_hidden_parts_are_said_once():
    document = html(f"<p>{LONG}</p><div hidden><p hidden>a</p><s>b</s></div><s>c<s>d</s></s>")
    assert document.notes == (HIDDEN, "1 passage that is struck out was left out.")
