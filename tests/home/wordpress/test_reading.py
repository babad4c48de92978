"""An export as a file: what is mended, what is refused, what is held in memory."""

import tracemalloc

import pytest

from home.wordpress import Export, NotAnExport
from tests.home.wordpress.exports import SITE, attachment, export, item


@pytest.fixture
def read(tmp_path):
    opened = []

    def read(*wholes):
        paths = []
        for number, whole in enumerate(wholes):
            paths.append(tmp_path / f"{number}.xml")
            paths[-1].write_bytes(whole if isinstance(whole, bytes) else whole.encode())
        opened.append(Export.read(paths))
        return opened[-1]

    yield read
    for found in opened:
        found.close()


def content(found, number):
    return found.item(found.posts[number])["content"]


def test_posts_pages_and_the_rest_are_told_apart(read):
    found = read(
        export(
            item(id=1),
            item(id=2, type="page"),
            item(id=3, type="tribe_events"),
            item(id=4, type="nav_menu_item"),
            item(id=5, status="trash"),
            item(id=6, type="revision", status="inherit"),
            attachment("2019/05/march.jpg", id=7),
        )
    )
    assert {post.id: post.type for post in found.posts.values()} == {1: "post", 2: "page"}
    assert dict(found.others) == {"tribe_events": 1}
    assert found.trashed == 2
    assert found.attachment_of("2019/05/march-300x200.jpg")["id"] == 7
    assert found.authors["rosa"]["wp:author_display_name"] == "Rosa Lux"


def test_several_files_of_one_site_are_one_export(read):
    found = read(export(item(id=1)), export(item(id=2)))
    assert set(found.posts) == {1, 2}
    with pytest.raises(NotAnExport, match="another site"):
        read(export(item(id=1)), export(item(id=2), site="https://other.example"))


def test_a_section_that_holds_its_own_end_is_read(read):
    found = read(export(item("a ]]> b", id=1)))
    assert content(found, 1) == "a ]]> b"


@pytest.mark.parametrize("place", [0, 1, 65_400, 65_500, 65_536, 131_000])
def test_control_characters_and_ampersands_are_mended_wherever_a_piece_ends(read, place):
    text = export(item("x" * place + "a\x0b\x01b &nbsp;&", title="T", id=1)).replace(
        "<title>Old alliance</title>", "<title>A &nbsp;&eacute; & B &unknown; &#1;&#x41;</title>"
    )
    found = read(text)
    assert content(found, 1) == "x" * place + "ab &nbsp;&"


@pytest.mark.parametrize("place", range(65_530, 65_570, 3))
def test_marks_of_sections_may_lie_on_the_edge_of_a_piece(read, place):
    before = export(item("&", id=1)).index("<content:encoded>") + len("<content:encoded>")
    filler = f"<!--{'y' * (place - before - 7)}-->"
    found = read(export(item("&amp; <b>", id=1)).replace("<item>", f"{filler}<item>", 1))
    assert content(found, 1) == "&amp; <b>"


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("UTF-8", "utf-8-sig", "Égalité œuvre"),
        ("UTF-16", "utf-16", "Égalité œuvre"),
        ("ISO-8859-1", "cp1252", "Égalité œuvre – “x”"),
        ("iso-8859-15", "iso-8859-15", "Égalité œuvre €"),
    ],
)
def test_encodings(read, declared, encoding, text):
    whole = export(item(text, id=1)).replace('encoding="UTF-8"', f'encoding="{declared}"')
    assert content(read(whole.encode(encoding)), 1) == text


def test_bytes_that_are_no_utf_8_are_read_as_windows_1252(read):
    whole = export(item("Égalité HERE", id=1)).encode().replace(b"HERE", b"\x93caf\xe9\x94")
    assert content(read(whole), 1) == "Égalité “café”"


def test_blank_lines_before_the_declaration_are_borne(read):
    assert set(read("\n\n" + export(item(id=1))).posts) == {1}


LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<rss><channel><title>&b;</title></channel></rss>"""
OUTSIDE = """<?xml version="1.0"?>
<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss><channel><title>&x;</title></channel></rss>"""


@pytest.mark.parametrize(
    ("whole", "reason"),
    [
        (LAUGHS, "document type"),
        (OUTSIDE, "document type"),
        ("", "cut short"),
        ("not xml", "cut short"),
        ("<html><body>x</body></html>", "no RSS"),
        ("<rss><channel><link>https://a.example</link></channel></rss>", "no version"),
        (export(item(id=1))[:-400], "cut short"),
        ("<rss>" + "<a>" * 50, "nests deeper"),
        (export(item(id=1), site=""), "which site"),
        (export(item(id=1)).replace("UTF-8", "utf-7"), "encoding"),
    ],
)
def test_what_is_no_export_is_refused(read, whole, reason):
    with pytest.raises(NotAnExport, match=reason):
        read(whole)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(NotAnExport, match=r"nowhere\.xml"):
        Export.read([tmp_path / "nowhere.xml"])


def test_memory_does_not_grow_with_the_texts(tmp_path):
    path = tmp_path / "large.xml"
    head, tail = export("HERE").split("HERE")
    with path.open("w") as file:
        file.write(head)
        for number in range(1, 401):
            file.write(item("Many words. " * 4_000, id=number))
        file.write(tail)
    assert path.stat().st_size > 19_000_000
    tracemalloc.start()
    try:
        with Export.read([path]) as found:
            peak = tracemalloc.get_traced_memory()[1]
            assert len(found.posts) == 400
    finally:
        tracemalloc.stop()
    assert peak < 4_000_000


def test_addresses_of_the_site_lead_to_its_posts(read):
    found = read(
        export(
            item(id=1, name="peace"),
            item(id=2, link=f"{SITE}/?p=2", status="draft"),
            item(id=3, link=f"{SITE}/%D8%B3%D9%84%D8%A7%D9%85/"),
        )
    )
    for address, number in [
        (f"{SITE}/2019/05/peace/", 1),
        ("http://old-alliance.example/2019/05/peace", 1),
        ("https://fr.old-alliance.example/2019/05/peace#part", 1),
        (f"{SITE}/?p=2", 2),
        (f"{SITE}/?page_id=1", 1),
        (f"{SITE}/سلام/", 3),
        (f"{SITE}/?p=99", None),
        (f"{SITE}/", None),
        ("https://other.example/2019/05/peace/", None),
        ("https://notold-alliance.example/2019/05/peace/", None),
        ("https://[broken/2019", None),
    ]:
        post = found.find(address)
        assert (post.id if post else None) == number, address


@pytest.mark.parametrize(
    "path", ["../../etc/passwd", "/etc/passwd", "a/../../b.jpg", "..\\..\\x.jpg", "a\0b.jpg"]
)
def test_files_outside_the_uploads_have_no_path(read, path):
    found = read(export(attachment(path, id=7)))
    assert found.attachment(7)["path"] in {"", "ab.jpg"}


def groups(found):
    return [[post.id for post in group] for group in found.groups()]


def test_polylang_links_languages_by_terms_of_the_items(read):
    found = read(
        export(
            item(id=4, language="fr", group="pll_1"),
            item(id=3, language="en", group="pll_1"),
            item(id=5, language="es"),
            item(id=6, language="en", group="pll_1"),
        )
    )
    assert groups(found) == [[3, 4], [5], [6]]


def test_polylang_links_languages_by_its_own_terms_as_well(read):
    term = (
        "<wp:term><wp:term_id>9</wp:term_id><wp:term_taxonomy>post_translations</wp:term_taxonomy>"
        "<wp:term_slug>pll_9</wp:term_slug><wp:term_description>"
        '<![CDATA[a:2:{s:2:"en";i:1;s:2:"fr";i:2;}]]></wp:term_description></wp:term>'
    )
    # Terms stand above the items.
    found = read(export(item(id=1), item(id=2), above=term))
    assert {post.language for post in found.posts.values()} == {"en", "fr"}
    assert groups(found) == [[1, 2]]


def test_wpml_links_languages_by_fields_and_names_the_source(read):
    french = {"_wpml_language": "fr", "_wpml_trid": "77"}
    english = {
        "_wpml_import_language_code": "en",
        "_wpml_import_translation_group": "77",
        "_wpml_import_source_language_code": "fr",
    }
    spanish = (
        "<wpml:language>es</wpml:language><wpml:trid>77</wpml:trid>"
        "<wpml:source_language>fr</wpml:source_language>"
    )
    found = read(
        export(item(id=1, meta=english), item(id=2, meta=french), item(id=3, extra=spanish))
    )
    assert groups(found) == [[2, 1, 3]]


def test_pages_come_after_those_they_stand_below_and_circles_end(read):
    found = read(
        export(
            item(id=1, type="page", parent=2),
            item(id=2, type="page", parent=3),
            item(id=3, type="page"),
            item(id=4, type="page", parent=5),
            item(id=5, type="page", parent=4),
        )
    )
    order = [number for group in groups(found) for number in group]
    assert order.index(3) < order.index(2) < order.index(1)
    assert {4, 5} < set(order)
