"""What becomes of the content of a post: the kinds of content that WordPress is known for."""

import pytest

from home.wordpress import Media
from tests.home.wordpress.exports import SITE, UPLOADS
from tests.home.wordpress.tools import pictures, read, shapes, values


def test_classic_paragraphs_stand_in_line_ends():
    text = read(
        "One.\nStill <em>one</em>.\r\n\r\nTwo.\n\n\n<strong>Three</strong> goes on.\n\nFour.\n"
    )
    assert values(text, "paragraph") == [
        "<p>One.<br/>Still <em>one</em>.</p>",
        "<p>Two.</p>",
        "<p><strong>Three</strong> goes on.</p>",
        "<p>Four.</p>",
    ]


def test_classic_blocks_have_their_paragraphs_in_line_ends():
    lines = (
        "One.\nStill <em>one</em>.\r\n\r\nTwo.\n\n\n<ul>\n<li>a</li>\n\n<li>b</li>\n</ul>\nThree."
    )
    paragraphs = [
        "<p>One.<br/>Still <em>one</em>.</p>",
        "<p>Two.</p>",
        "<ul><li>a</li><li>b</li></ul>",
        "<p>Three.</p>",
    ]
    before = "<!-- wp:paragraph -->\n<p>A\nline.</p>\n<!-- /wp:paragraph -->\n\n"
    for name, text in {
        "in a classic block": f"<!-- wp:freeform -->\n{lines}\n<!-- /wp:freeform -->",
        "of the name in full": f"<!-- wp:core/freeform -->{lines}<!-- /wp:core/freeform -->",
        "between blocks": lines,
        "in a shared block": '<!-- wp:block {"ref":7} /-->',
    }.items():
        found = read(before + text, reusable=lambda number: lines)
        assert values(found, "paragraph") == ["<p>A line.</p>", *paragraphs], name
        assert not found.unknown_blocks, name
    grouped = read(
        f"<!-- wp:group --><div><!-- wp:freeform -->{lines}<!-- /wp:freeform --></div>"
        "<!-- /wp:group --><!-- wp:paragraph --><p>B\nline.</p><!-- /wp:paragraph -->"
    )
    assert values(grouped, "paragraph") == [*paragraphs, "<p>B line.</p>"]


def test_line_ends_between_blocks_are_no_text():
    text = read("<h2>Head</h2>\nText.\n<ul>\n<li>a\n</li>\n\n<li>b</li>\n</ul>\nMore.")
    assert shapes(text) == ["heading", "paragraph", "paragraph", "paragraph"]
    assert values(text, "paragraph")[1] == "<ul><li>a</li><li>b</li></ul>"


def test_blocks_of_the_editor_are_read_by_their_markup():
    text = read(
        "<!-- wp:heading -->\n<h2 class='wp-block-heading'>Head</h2>\n<!-- /wp:heading -->\n\n"
        '<!-- wp:paragraph {"align":"center"} -->\n<p>A\nline.</p>\n<!-- /wp:paragraph -->\n\n'
        "<!-- wp:quote --><blockquote class='wp-block-quote'><p>Words.</p><cite>Rosa</cite>"
        "</blockquote><!-- /wp:quote -->\n<!-- wp:separator --><hr/><!-- /wp:separator -->"
        "<!-- wp:columns --><div class='wp-block-columns'><div><p>Left.</p></div>"
        "<div><p>Right.</p></div></div><!-- /wp:columns -->"
    )
    assert shapes(text) == ["heading", "paragraph", "quote", "paragraph", "paragraph"]
    assert values(text, "paragraph")[0] == "<p>A line.</p>"
    assert values(text, "quote")[0]["source"] == "Rosa"
    assert not text.unknown_blocks


def test_nested_and_mixed_lists_stay_nested():
    text = read(
        "<ul><li>One<ol><li>First<ul><li>Deep</li></ul></li><li>Second</li></ol></li>"
        "<li>Two</li></ul>"
    )
    assert values(text, "paragraph") == [
        "<ul><li>One<ol><li>First<ul><li>Deep</li></ul></li><li>Second</li></ol></li>"
        "<li>Two</li></ul>"
    ]


def test_definitions_preformatted_text_and_verse_keep_their_lines():
    text = read("<dl><dt>Term</dt><dd>Meaning</dd></dl><pre>a line\nAnother line\n\nEnd</pre>")
    words = " ".join(values(text, "paragraph"))
    assert "Term" in words
    assert "Meaning" in words
    assert "a line<br/>Another line" in words


def test_tables_with_captions():
    text = read(
        "<figure class='wp-block-table'><table><thead><tr><th>Land</th><th>Votes</th></tr></thead>"
        "<tbody><tr><td>Chile</td><td>12</td></tr></tbody></table>"
        "<figcaption>All votes</figcaption></figure>"
    )
    table = values(text, "table")[0]
    assert [one["heading"] for one in table["columns"]] == ["Land", "Votes"]
    assert table["rows"] == [{"values": ["Chile", "12"]}]
    assert values(text, "paragraph") == ["<p>All votes</p>"]


def test_a_picture_with_a_caption_by_shortcode():
    text = read(
        'Before.\n\n[caption id="attachment_6" align="alignleft" width="300"]'
        f'<a href="{UPLOADS}/a.jpg"><img class="wp-image-6" src="{UPLOADS}/a-300x200.jpg" '
        'alt="A  march"/></a> The <em>caption</em>[/caption]\n\nAfter.'
    )
    assert shapes(text) == ["paragraph", "image", "paragraph"]
    assert pictures(text) == [
        Media("image", f"{UPLOADS}/a-300x200.jpg", 6, "A march", "The caption")
    ]


def test_old_captions_stand_in_their_shortcode():
    text = read(f'[wp_caption caption="Said &amp; done"]<img src="{UPLOADS}/a.jpg">[/wp_caption]')
    assert pictures(text)[0].caption == "Said & done"


def test_galleries_of_blocks_keep_each_caption():
    one = "<figure class='wp-block-image'><img src='{0}' data-id='{1}'/>{2}</figure>"
    text = read(
        "<!-- wp:gallery --><figure class='wp-block-gallery'>"
        + one.format("a.jpg", 1, "<figcaption>First</figcaption>")
        + one.format("b.jpg", 2, "")
        + "<figcaption class='blocks-gallery-caption'>All</figcaption></figure><!-- /wp:gallery -->"
    )
    assert [(one.attachment, one.caption) for one in pictures(text)] == [(1, "First"), (2, "")]
    assert values(text, "paragraph") == ["<p>All</p>"]


def test_galleries_by_shortcode_name_their_pictures_or_show_all():
    assert [one.attachment for one in pictures(read('[gallery ids="3,1" columns="2"]'))] == [3, 1]
    assert [one.attachment for one in pictures(read("[gallery]", gallery=[8, 9]))] == [8, 9]
    assert pictures(read("[gallery]")) == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<p><img src=a.png>Words.</p>", ["image", "paragraph"]),
        ("<p>Words <img src=a.png> go on.</p>", ["paragraph", "image"]),
        ("<ul><li>a<div><img src=a.png></div></li><li>b</li></ul>", ["paragraph", "image"]),
        ("<table><tr><td>a</td><td>b <img src=a.png></td></tr></table>", ["table", "image"]),
        ("<div><p>a</p><img src=a.png><p>b</p></div>", ["paragraph", "image", "paragraph"]),
        ("<blockquote>a <img src=a.png></blockquote>", ["quote", "image"]),
        ("<h2>Head <img src=a.png></h2><p>Text.</p>", ["heading", "image", "paragraph"]),
        ("<p>a<img src=a.png><img src=b.png>b</p>", ["paragraph", "image", "image"]),
    ],
)
def test_pictures_are_lifted_out_of_what_cannot_hold_them(content, expected):
    assert shapes(read(content)) == expected


def test_order_of_pictures_is_kept():
    text = read("<p>x<img src=/1.png>y<img src=/2.png></p><p><img src=/3.png><img src=/4.png>z</p>")
    assert [one.address[-5] for one in pictures(text)] == ["1", "2", "3", "4"]


def test_smileys_are_words():
    assert values(
        read('<p>Ha <img class="wp-smiley" alt=":-)" src="x.gif"> ha</p>'), "paragraph"
    ) == ["<p>Ha :-) ha</p>"]


def test_files_of_blocks_are_documents_and_links_stay_links():
    text = read(
        f"<!-- wp:file --><div class='wp-block-file'><a href='{UPLOADS}/p.pdf'>Programme</a>"
        f"<a class='wp-block-file__button' href='{UPLOADS}/p.pdf' download>Download</a></div>"
        f"<!-- /wp:file --><p><a href='/2019/05/x/'>There</a></p>"
    )
    assert text.parts[0] == Media("document", f"{UPLOADS}/p.pdf", words="Programme")
    assert values(text, "paragraph") == [f'<p><a href="{SITE}/2019/05/x/">There</a></p>']


FILM = "https://www.youtube.com/watch?v=abc"


@pytest.mark.parametrize(
    "content",
    [
        f"[embed width='3']{FILM}[/embed]",
        f"<figure><div class='wp-block-embed__wrapper'>\n{FILM}\n</div></figure>",
        f"<iframe src='{FILM}' onload='x()'></iframe>",
        f"<iframe src='{FILM[6:]}'></iframe>",
        f"<video controls src='{FILM}'></video>",
        f"<audio><source src='{FILM}'></audio>",
        f'[video mp4="{FILM}"][/video]',
        f'<!-- wp:core-embed/youtube {{"url":"{FILM}"}} /-->',
    ],
)
def test_what_is_played_becomes_a_link_and_is_named(content):
    text = read(content)
    assert values(text, "paragraph") == [f'<p><a href="{FILM}">{FILM}</a></p>']
    assert text.embeds == [FILM]


def test_shortcodes_that_are_not_known_stay_and_are_counted():
    text = read('[foo bar="1"] a [sic] b [contact-form-7 id="3"] [box]c[/box] [[gallery ids="1"]]')
    assert values(text, "paragraph") == [
        '<p>[foo bar="1"] a [sic] b [contact-form-7 id="3"] [box]c[/box] [gallery ids="1"]</p>'
    ]
    assert dict(text.unknown_codes) == {"foo": 1, "contact-form-7": 1, "box": 1}


def test_blocks_that_are_not_known_keep_their_words_and_are_counted():
    text = read(
        '<!-- wp:acme/fancy {"a":{"b":1}} --><div><p>Kept.</p></div><!-- /wp:acme/fancy -->'
        "<!-- wp:latest-posts /-->"
    )
    assert values(text, "paragraph") == ["<p>Kept.</p>"]
    assert dict(text.unknown_blocks) == {"acme/fancy": 1, "latest-posts": 1}


def test_shared_blocks_are_put_in_and_circles_end():
    shared = {5: "<!-- wp:paragraph --><p>Shared.</p><!-- /wp:paragraph -->"}
    shared[6] = '<!-- wp:block {"ref":6} /-->'
    get = lambda number: shared.get(number, "")  # noqa: E731
    assert values(read('<!-- wp:block {"ref":5} /-->', reusable=get), "paragraph") == [
        "<p>Shared.</p>"
    ]
    assert read('<!-- wp:block {"ref":6} /-->', reusable=get).unknown_blocks["block"] == 1
    assert read('<!-- wp:block {"ref":7} /-->', reusable=get).unknown_blocks["block"] == 1


def test_footnotes_of_the_editor_are_footnotes():
    text = read(
        "<!-- wp:paragraph --><p>Said<sup data-fn='u1' class='fn'><a href='#u1' id='u1-link'>1</a>"
        "</sup> so.</p><!-- /wp:paragraph -->\n<!-- wp:footnotes /-->",
        footnotes='[{"id":"u1","content":"By <strong>whom</strong>"}]',
    )
    assert values(text, "paragraph") == ["<p>Said<sup>1</sup> so.</p>"]
    notes = values(text, "footnotes")[0]
    assert [(one["value"]["mark"], one["value"]["text"]) for one in notes] == [
        ("1", "<p>By <strong>whom</strong></p>")
    ]


def test_pages_of_one_post_are_one_text():
    text = read("One.\n\n<!--nextpage-->\n\nTwo.\n\n<!--nextpage-->Three.<!--more go on-->")
    assert values(text, "paragraph") == ["<p>One.</p>", "<p>Two.</p>", "<p>Three.</p>"]
    assert text.pages == 3


def test_right_to_left_text_stays_as_it_is():
    words = "السلام للجميع، نعم للسلام."
    assert values(read(f'<p dir="rtl" style="text-align:right">{words}</p>'), "paragraph") == [
        f"<p>{words}</p>"
    ]
