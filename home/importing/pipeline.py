"""From a file to the blocks of a page: every stage is a module of its own."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from . import file_types
from .blocks import plain_text, to_blocks
from .boilerplate import drop_download_buttons
from .contents import drop_contents
from .converters import read_docx, read_markdown, read_pdf
from .elements import ParsedDocument
from .errors import NotADocument
from .markup import read_html
from .notices import PICTURE
from .plain_text import read_plain
from .structure import lay_out
from .title_block import TitleBlock
from .word_markup import plain_markup


@dataclass(frozen=True)
class Document:
    """A document as a page needs it.

    `blocks` are StreamField-ready dicts, the last of them the footnotes if there are any;
    `footnotes` are the same notes as (mark, inline HTML); `date_text` is the date as printed at
    the head, empty when none is.
    """

    title: str
    date_text: str
    blocks: list[dict[str, object]]
    footnotes: list[tuple[str, str]]
    plain_text: str
    # What was left out or could not be told for sure, a sentence each.
    notes: tuple[str, ...] = ()


def read_document(
    path: str | Path,
    *,
    language: str,
    title: str | None = None,
    date: datetime.date | None = None,
    letterhead: Sequence[str] = (),
) -> Document:
    """Return the document in a file: text, Markdown, HTML, PDF or DOCX.

    `title` and `date` are what the page will show: lines at the head that say the same are left
    out of the body. `letterhead` are names and addresses of the organisation, recognised as
    letterhead. Raises `NotADocument` when the file holds no text, `OSError` when it cannot be
    opened.
    """
    path = Path(path)
    source = _read(path, path.read_bytes(), language, letterhead)
    return compose(source, language=language, title=title, date=date, letterhead=letterhead)


def read_text(
    text: str,
    *,
    language: str,
    title: str | None = None,
    date: datetime.date | None = None,
    letterhead: Sequence[str] = (),
) -> Document:
    """Return the document in a plain text. Raises `NotADocument` when it holds no letter."""
    source = read_plain(text, language=language, names=letterhead, repair=_repair(language))
    return compose(source, language=language, title=title, date=date, letterhead=letterhead)


def read_pasted(markup: str, *, language: str, title: str | None = None) -> Document:
    """Return the document in HTML that was copied, from Word or from a web page.

    A first line that says `title` is left out. Raises `NotADocument` when it holds no letter.
    """
    return compose(
        read_html(plain_markup(markup), language=language), language=language, title=title
    )


def read_bytes(data: bytes, name: str, *, language: str, title: str | None = None) -> Document:
    """Return the document in a file that was sent: DOCX, HTML, Markdown or plain text.

    Raises `NotADocument` for any other kind, and for one that holds no text.
    """
    if file_types.detect(data, name) == file_types.PDF:
        raise NotADocument(_("A PDF is not read here: send the document that it was made from."))
    source = _read(Path(name), data, language, ())
    return compose(source, language=language, title=title)


def compose(
    source: ParsedDocument,
    *,
    language: str,
    title: str | None = None,
    date: datetime.date | None = None,
    letterhead: Sequence[str] = (),
) -> Document:
    """Return what a reader found as a laid-out document."""
    if not any(char.isalnum() for element in source.elements for char in element.text):
        raise NotADocument(_("The file holds no text."))
    head = TitleBlock(
        drop_contents(source.elements, source.notices),
        language=language,
        names=[*letterhead, *source.letterhead],
        title=title,
        suggested=source.title,
        date=date,
    )
    elements = lay_out(drop_download_buttons(head.elements))
    return Document(
        title=head.title,
        date_text=head.date_text,
        blocks=to_blocks(elements, source.footnotes),
        footnotes=source.footnotes,
        plain_text=plain_text(elements, source.footnotes),
        notes=tuple(source.notices.sentences()),
    )


def _read(path: Path, data: bytes, language: str, names: Sequence[str]) -> ParsedDocument:
    kind = file_types.detect(data, path.name)
    if kind == file_types.DOCX:
        return read_docx(data, language)
    if kind == file_types.PDF:
        found = read_pdf(path)
        read = read_plain(
            found.text,
            language=language,
            names=names,
            repair=_repair(language),
            from_pdf=True,
            laid_out=found.laid_out,
        )
        read.notices.add(PICTURE, found.pictures)
        return read
    text = file_types.decode(data)
    if kind == file_types.HTML:
        return read_html(plain_markup(text), language=language)
    if kind == file_types.MARKDOWN:
        return read_markdown(text, language)
    return read_plain(text, language=language, names=names, repair=_repair(language))


def _repair(language: str) -> Callable[[str], str]:
    # Loads the word lists of a language: only when a text is really read.
    from cms.media.repair import repair

    return lambda text: repair(text, language)
