"""Whatever is read: nothing crashes, no word is lost, every block is valid."""

import io
import json
import re
from collections import Counter

from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.core.blocks import BodyBlock
from home.importing import NotADocument, read_document, read_text
from home.importing.converters import read_markdown
from home.importing.elements import strip_tags
from home.importing.markup import read_html
from home.importing.pipeline import compose

ALLOWED = re.compile(
    r"</?(?:p|strong|em|sup|ul|ol|li)>|<br/>|</a>|<a href=\"(?:https?|mailto|tel):[^\"<>]*\">"
)
quick = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def assert_valid(document):
    # A page may hold a title alone, as its field allows.
    block = BodyBlock(required=False)
    value = block.to_python(json.loads(json.dumps(document.blocks)))
    try:
        block.clean(value)
    except ValidationError as error:
        raise AssertionError(f"{error.as_json()} {document.blocks}") from error
    assert len({one["id"] for one in document.blocks}) == len(document.blocks)
    for one in document.blocks:
        texts = [one["value"]] if one["type"] == "paragraph" else []
        if one["type"] == "footnotes":
            texts = [item["value"]["text"] for item in one["value"]]
        for text in texts:
            assert "<" not in ALLOWED.sub("", text), text


SIGNS = [
    "# ",
    "- ",
    "• ",
    "▪ ",
    "o ",
    "1. ",
    "2) ",
    "IV. ",
    "a) ",
    "**",
    "*",
    "_",
    "> ",
    "[1]",
    "[1] ",
    "[^a]: ",
    "[x](javascript:y)",
    "[x](https://y.example)",
    "<script>",
    "<p onclick=x>",
    "<ul><li>",
    "<table><tr><td>",
    "<a href='#n'>1</a><p id=n>",
    "<blockquote>",
    "|a|b|\n|-|-|\n",
    "&lt;",
    "https://",
    "www.a.example",
    "Adopted 5 March 2018",
    "Download",
    ": ",
    "-\n",
    "\n",
    "\n\n",
    "\n\n\n\n",
    "\f",
    "\t",
    "\u00ad",
    "¹",
    "\ufdd0",
    "\x00",
]
mixtures = st.lists(
    st.one_of(st.sampled_from(SIGNS), st.text(max_size=8), st.sampled_from(["word ", "Mot. "])),
    max_size=60,
).map("".join)


@quick
@given(mixtures, st.sampled_from(["en", "fr", "es", "pt"]))
def test_any_text_is_read(text, language):
    try:
        document = read_text(text, language=language)
    except NotADocument:
        return
    assert_valid(document)


@quick
@given(mixtures)
def test_any_markup_is_read_and_nothing_that_acts_gets_through(text):
    for reader in (read_html, read_markdown):
        try:
            document = compose(reader(text), language="en")
        except NotADocument:
            continue
        assert_valid(document)


@quick
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.md", "a.docx"]))
def test_any_bytes_are_read_or_refused(tmp_path, data, name):
    path = tmp_path / name
    path.write_bytes(data)
    try:
        document = read_document(path, language="en")
    except NotADocument:
        return
    assert_valid(document)


# A capital within a word may be a broken ligature, which is mended: see tests/media/test_repair.py.
words = st.builds(
    lambda word, written: written(word),
    st.text(alphabet="abcdeéèñ", min_size=2, max_size=9),
    st.sampled_from([str.lower, str.capitalize, str.upper]),
)
sentences = st.lists(words, min_size=1, max_size=30).map(" ".join)
lines = st.tuples(
    st.sampled_from(["", "- ", "• ", "1. ", "2. ", "I. ", "a) ", "# ", "> ", "**", "  ", "\t"]),
    sentences,
    st.sampled_from(["", ".", ",", ":", ";", "-", "**", "?"]),
    st.sampled_from(["\n", "\n\n", "\n\n\n\n", "\f", "\n\f\n"]),
)


def letters(text):
    return Counter(char for char in text if char.isalpha())


@quick
@given(st.lists(lines, min_size=1, max_size=25))
def test_no_word_is_lost(parts):
    """Running heads aside, which these texts cannot hold: no two lines are the same."""
    seen, text, kept = set(), "", []
    for mark, sentence, end, gap in parts:
        if sentence.casefold() in seen:
            continue
        seen.add(sentence.casefold())
        text += f"{mark}{sentence}{end}{gap}"
        kept.append(sentence)
    document = read_text(text, language="fr", title="Titre")
    assert_valid(document)
    out = document.plain_text + json.dumps(document.blocks, ensure_ascii=False)
    lost = letters(" ".join(kept)) - letters(document.plain_text)
    assert not lost, (lost, text, out)


@quick
@given(mixtures)
def test_reading_twice_gives_the_same(text):
    try:
        first = read_text(text, language="en")
    except NotADocument:
        return
    assert read_text(text, language="en") == first


def test_nesting_without_end_is_read():
    deep = "<div>" * 5000 + "word" + "</div>" * 5000
    assert compose(read_html(deep), language="en").plain_text == "word"
    lists = "<ul><li>" * 3000 + "word"
    assert "word" in compose(read_html(lists), language="en").plain_text
    bold = "<p>" + "<b>" * 5000 + "word"
    assert compose(read_html(bold), language="en").plain_text == "word"


def test_a_very_long_document_is_read():
    text = io.StringIO()
    for number in range(40_000):
        text.write(f"Paragraph {number} says that the alliance stands with all who are free.\n\n")
    document = read_text(text.getvalue(), language="en")
    assert len(document.blocks) == 40_000 - (1 if document.title else 0)
    assert strip_tags(document.blocks[-1]["value"]).startswith("Paragraph 39999")
