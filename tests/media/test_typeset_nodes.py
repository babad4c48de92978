"""Texts as nodes: everything that is said comes through, in its place."""

import pytest
from django.utils.html import escape
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from cms.core.blocks import BodyBlock
from cms.core.templatetags.kit import body
from cms.media.typeset import nodes_from_html
from tests.media.papers import paper, tags, text_of


def plain(runs) -> str:
    """Return the text of runs, without their notes; breaks are line ends."""
    return "".join("\n" if "break" in run else run.get("text", "") for run in runs)


def test_runs_carry_what_their_elements_make_of_them():
    html = (
        '<p>A <b>b <i>c</i></b><br/>d<sup>2</sup> <code>x  y</code> <span lang="pt-br">e</span></p>'
    )
    (node,) = nodes_from_html(html)
    assert node["runs"] == [
        {"text": "A "},
        {"text": "b ", "bold": True},
        {"text": "c", "bold": True, "italic": True},
        {"break": True},
        {"text": "d"},
        {"text": "2", "super": True},
        {"text": " "},
        {"text": "x y", "code": True},
        {"text": " "},
        {"text": "e", "lang": "pt"},
    ]


@pytest.mark.parametrize(
    ("href", "whole"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ("/fr/y/?a=1&amp;b=2", "https://site.example/fr/y/?a=1&b=2"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("#p-3", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("https://[", None),
    ],
)
def test_only_addresses_that_lead_somewhere_stay_links(href, whole):
    (node,) = nodes_from_html(f'<p><a href="{href}">x</a></p>', base_url="https://site.example/fr/")
    assert node["runs"][0].get("href") == whole


def test_headings_never_skip_a_level():
    html = "<h4>a</h4><h3>b</h3><h2>c</h2><h6>d</h6><h3> \u00a0</h3>"
    assert [node["level"] for node in nodes_from_html(html)] == [2, 3, 2, 3]


def test_lists_may_hold_lists_and_begin_anywhere():
    (node,) = nodes_from_html('<ol start="3"><li>a<ul><li>b</li></ul></li><li><p>c</p></li></ol>')
    assert (node["ordered"], node["start"]) == (True, 3)
    first, second = node["items"]
    assert [part["kind"] for part in first] == ["paragraph", "list"]
    assert plain(second[0]["runs"]) == "c"


def test_a_table_is_as_wide_as_its_widest_row_and_knows_its_numbers():
    html = (
        "<table><caption>Seats</caption><tr><th>a</th><th>b</th></tr>"
        '<tr><td>c</td><td data-numeric>1</td><td style="text-align:right">2</td></tr></table>'
    )
    (node,) = nodes_from_html(html)
    assert node["columns"] == 3
    assert [plain(cell["runs"]) for cell in node["header"]] == ["a", "b", ""]
    assert [cell["numeric"] for cell in node["rows"][0]] == [False, True, True]
    assert plain(node["caption"]) == "Seats"


def test_text_without_an_element_is_a_paragraph_and_scripts_are_none():
    nodes = nodes_from_html("a<div>b<p>c</p>d</div><script>x()</script><!-- y --><hr/>e")
    assert [plain(node.get("runs", [])) for node in nodes] == ["a", "b", "c", "d", "", "e"]


def test_spaces_are_those_of_the_language():
    with override("fr"):
        (node,) = nodes_from_html("<p>« <b>Quoi</b> ?</p>")
    assert plain(node["runs"]) == "«\u202fQuoi\u202f?"


def stream(*blocks):
    """Return a text of the site's blocks from their data."""
    block = BodyBlock()
    return block.to_python([{"type": kind, "value": value, "id": "x"} for kind, value in blocks])


TABLE = {
    "columns": [
        {"type": "text", "heading": "Region"},
        {"type": "number", "heading": "Members"},
    ],
    "rows": [{"values": ["Africa", 8]}],
    "caption": "Members by region",
}
EVERY_BLOCK = [
    ("heading", {"text": "Peace", "level": "2"}),
    ("paragraph", "<p>First<sup>1</sup>.</p><ul><li>point</li></ul><p>Second<sup>1</sup>.</p>"),
    ("quote", {"text": "Sí.\n\nNo.", "source": "Somebody", "language": "es"}),
    ("callout", {"title": "In short", "text": "<p>All.</p>"}),
    ("table", TABLE),
    (
        "footnotes",
        [
            {"mark": "1", "text": "<p>Said in <i>Geneva</i>.</p>"},
            {"mark": "2", "text": "<p>Never meant.</p>"},
        ],
    ),
]


@pytest.fixture
def nodes():
    return nodes_from_html(body({}, stream(*EVERY_BLOCK), numbered=True))


def test_every_block_of_a_text_becomes_a_node(nodes):
    kinds = [node["kind"] for node in nodes]
    assert kinds == [
        "heading", "paragraph", "list", "paragraph", "quote", "box", "table", "rule", "paragraph",
    ]  # fmt: skip
    quote = nodes[4]
    assert quote["lang"] == "es"
    assert [plain(node["runs"]) for node in quote["nodes"]] == ["Sí.", "No."]
    assert plain(quote["source"]) == "Somebody"
    assert [plain(node["runs"]) for node in nodes[5]["nodes"]] == ["In short", "All."]
    assert plain(nodes[6]["rows"][0][1]["runs"]) == "8"


def test_paragraphs_have_the_numbers_that_the_page_gives_them(nodes):
    assert [node.get("number") for node in nodes] == [None, 1, None, 2, *[None] * 5]
    assert plain(nodes[1]["runs"]) == "First."


def test_a_note_stands_where_it_is_first_referred_to_and_what_nobody_refers_to_at_the_end(nodes):
    note = nodes[1]["runs"][1]["note"]
    assert (note["mark"], plain(note["runs"])) == ("1", "Said in Geneva.")
    assert nodes[3]["runs"][1] == {"text": "1", "super": True}
    assert plain(nodes[-1]["runs"]) == "2 Never meant."


def test_every_node_can_be_set(nodes):
    pdf = paper(nodes=nodes).pdf()
    text = text_of(pdf)
    for said in ("1 First1.", "Said in Geneva.", "Members by region", "Africa", "— Somebody"):
        assert said in text
    assert {"/H2", "/L", "/Table", "/TH", "/BlockQuote", "/Note"} <= tags(pdf)


PICTURE = {
    "svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><circle r="2"/></svg>',
    "width": 50,
}


def test_pictures_stand_in_their_figures_and_a_lost_one_leaves_its_words():
    html = '<figure><img alt="{}"/><figcaption>{}</figcaption></figure>'
    figures = html.format("A crowd", "In Dakar") + html.format("A hall", "") + html.format("", "")
    nodes = nodes_from_html(figures, pictures=[{**PICTURE, "alt": "A crowd"}, {}, {}])
    assert [node["kind"] for node in nodes] == ["picture", "paragraph"]
    assert plain(nodes[1]["runs"]) == "A hall"
    pdf = paper(nodes=[*nodes, {**nodes[0], "alt": ""}]).pdf()
    assert "/Figure" in tags(pdf)
    assert "In Dakar" in text_of(pdf)


WORDS = st.text(st.sampled_from("ab <>&\"'#*$_é\n\u00a0"), max_size=12)


@given(st.lists(st.tuples(st.sampled_from(["p", "li", "div", "b", "td", "h2"]), WORDS)))
def test_no_word_is_lost_whatever_the_elements(parts):
    html = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in parts)
    said = "".join(text for _name, text in parts)

    def words(value) -> str:
        if isinstance(value, dict):
            return "".join(words(v) for k, v in value.items() if k in ("runs", "items", "text"))
        return "".join(map(words, value)) if isinstance(value, list) else value

    found = words([{"runs": node.get("runs", [])} for node in nodes_from_html(html)])
    assert "".join(found.split()) == "".join(said.split())
