"""Whatever a post holds: it has a text, and nothing in it acts."""

from hypothesis import given
from hypothesis import strategies as st

from tests.home.wordpress.test_safety import MALICIOUS
from tests.home.wordpress.tools import assert_safe, read

_PIECES = st.sampled_from(
    [
        *MALICIOUS[:29],
        *("<p>", "</p>", "<div>", "</div>", "<ul>", "</ul>", "<ol>", "<li>", "</li>", "<table>"),
        *("</table>", "<tr>", "<td>", "</td>", "<figure>", "</figure>", "<figcaption>", "<pre>"),
        *("</pre>", "<blockquote>", "</blockquote>", "<a href=/x>", "</a>", "<b>", "</b>", "<h2>"),
        *("[caption]", "[/caption]", "[gallery]", "[gallery ids='1,2']", "[embed]", "[/embed]"),
        *("[[x]]", "[x y=", "<!-- wp:", "<!-- wp:group -->", "<!-- /wp:group -->", "-->", "<!--"),
        *(
            '<!-- wp:block {"ref":1} /-->',
            "<!-- wp:footnotes /-->",
            "<!--nextpage-->",
            "\n\n",
            "\n",
        ),
        *("<img src=a.png>", "<sup><a href='#n'>1</a></sup>", "<li id=n>note</li>", "&", "&#0;"),
        *("<", ">", "\x00", "\ufdd0", "\ud7ff", "سلام", "x" * 50, "A sentence that goes on. "),
    ]
)
_CONTENT = st.lists(st.one_of(_PIECES, st.text(max_size=8)), max_size=30).map("".join)


@given(_CONTENT, st.sampled_from(["", "[]", '[{"id":"n","content":"<script>x</script>"}]', "{"]))
def test_any_content_is_read_and_nothing_in_it_acts(content, footnotes):
    text = read(content, footnotes=footnotes, reusable=lambda number: content, gallery=[1, 2])
    assert_safe(text)
    assert "MEDIUM" not in text.plain or "MEDIUM" in content
