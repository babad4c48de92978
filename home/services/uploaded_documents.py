"""Files that were sent to become statements: kept for a day, read, made into drafts."""

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from cms.core.errors import Refused
from cms.core.labels import site_languages
from cms.core.text import fold
from cms.core.written_dates import read_date
from cms.media.files.checking import check, pieces
from cms.media.files.names import guess_language, guess_title
from cms.publishing.errors import PublicationRefused
from home.importing import Document, NotADocument, read_document
from home.importing.manifest import LONGEST_TITLE, Manifest, Row, normal_name, two_days
from home.importing.statement_kinds import kind_of
from home.models import ImportFile, StatementIndexPage, StatementPage
from home.services.import_rows import letterhead_names
from home.services.import_statements import import_drafts
from home.services.upload_folders import MOST_BYTES, MOST_FILES

IMPORTED = "home.import_document"
DRAFT, SUBMIT, PUBLISH = "draft", "submit", "publish"


@dataclass
class Made:
    """The pages that were made, and why some were not sent or published as asked."""

    pages: list[StatementPage] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def lists_for(user) -> dict[str, StatementIndexPage]:
    """Return, by language, the list of statements below which `user` may write."""
    lists = StatementIndexPage.objects.select_related("locale").order_by("-path")
    return {
        index.locale.language_code: index
        for index in lists
        if index.permissions_for_user(user).can_add_subpage()
    }


def keep(*, upload, user, cells: dict | None = None) -> ImportFile:
    """Keep an uploaded file for a day, with what it says of itself, and return it.

    `cells` are what a table says of it, which counts before what it says itself. The same file
    sent again takes nothing away from what was written about it. Raises `Refused` where the file
    is not to be stored or holds no text.
    """
    if upload.size > MOST_BYTES:
        raise Refused(_("The file is too large."))
    if ImportFile.objects.of(user).count() >= MOST_FILES:
        raise Refused(
            _("%(count)d files wait already. Make drafts of them first.") % {"count": MOST_FILES}
        )
    checked = check(upload)
    same = {"user": user, "sha256": checked.sha256, "name": _name(upload, checked)}
    if waiting := ImportFile.objects.of(user).filter(**same).first():
        return waiting
    waiting = ImportFile(size=checked.size, content_type=checked.kind.content_type, **same)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, waiting.name)
        with path.open("wb") as copy:
            copy.writelines(pieces(upload.file))
        try:
            waiting.cells, waiting.notes = _facts(path, waiting.name, cells or {})
        except NotADocument as error:
            raise Refused(str(error.reason)) from error
    upload.seek(0)
    waiting.file.save(waiting.name, upload, save=False)
    try:
        waiting.save()
    except BaseException:
        waiting.file.storage.delete(waiting.file.name)
        raise
    return waiting


def _name(upload, checked) -> str:
    """Return the file's name, its ending as it came: between texts it says how they are read."""
    suffix = Path(upload.name or "").suffix.lower()
    texts = {".md", ".markdown", ".txt", ".html", ".htm"}
    return Path(checked.name).with_suffix(suffix).name if suffix in texts else checked.name


def _facts(path: Path, name: str, given: dict) -> tuple[dict, list[str]]:
    """Return the cells that a table would have for a file, and what is to be said of it.

    `given` are those that it has in one.
    """
    # Knows the word lists of the languages.
    from cms.media.repair import guess_language as language_of_text

    letterhead, known = letterhead_names(), site_languages()
    language = given.get("language", "").lower()
    language = language if language in known else guess_language(name)
    document = read_document(path, language=language or known[0], letterhead=letterhead)
    if not language:
        found = language_of_text(document.plain_text)
        language = found if found in known else get_language()
        if language != known[0]:
            document = read_document(path, language=language, letterhead=letterhead)
    title = (given.get("title") or document.title or guess_title(name))[:LONGEST_TITLE]
    notes, date = list(document.notes), ""
    try:
        read = read_date(given.get("date") or document.date_text, language)
    except ValueError:
        notes.append(_("It prints no date: write the day on which it was adopted."))
    else:
        date = read.day.isoformat()
        if read.other:
            notes.append(two_days(document.date_text, read))
    kind = kind_of(given.get("kind", ""), set(StatementPage.Kind.values)) or _kind(title)
    cells = {"title": title, "date": date, "language": language, "kind": kind}
    more = {column: text for column, text in given.items() if column not in cells and text}
    if said := [f"{column}: {text}" for column, text in more.items() if column != "file"]:
        notes.append(_("The table also says: %(said)s.") % {"said": "; ".join(said)})
    return {**more, **cells}, notes


def _kind(title: str) -> str:
    """Return the kind of statement that a title names, else that of most."""
    known = set(StatementPage.Kind.values)
    found = (kind_of(word, known) for word in fold(title).split())
    return next(filter(None, found), StatementPage.Kind.STATEMENT)


def discard_expired() -> int:
    """Forget the files whose day is over; return how many there were."""
    rows = list(ImportFile.objects.expired())
    for row in rows:
        row.delete()
    return len(rows)


@contextmanager
def on_disk(waiting: ImportFile):
    """Give a file a path of its own while it is read; yields the path."""
    with tempfile.TemporaryDirectory() as folder:
        yield _copy(waiting, Path(folder, waiting.name))


def _copy(waiting: ImportFile, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with waiting.file.open("rb") as source, path.open("wb") as copy:
        copy.writelines(pieces(source))
    return path


def read(waiting: ImportFile, path: Path) -> Document:
    """Return how a file at `path` will read with its cells as they are.

    Raises `NotADocument` when it holds no text.
    """
    cells = waiting.cells
    try:
        date = read_date(cells["date"]).day
    except ValueError:
        date = None
    language = cells["language"] if cells["language"] in site_languages() else site_languages()[0]
    return read_document(
        path,
        language=language,
        title=cells["title"] or None,
        date=date,
        letterhead=letterhead_names(),
    )


def make(*, rows: list[tuple[ImportFile, dict]], user, then: str = DRAFT) -> Made:
    """Make a draft of every file, with the cells given for it, and forget the files.

    All are made or none: `ImportRefused` says by line, which is the file's key, what is wrong.
    With `then` the drafts are sent to be approved, or published as the gate allows; one that may
    not be stays a draft, and the answer says why.
    """
    with tempfile.TemporaryDirectory() as folder:
        table = Manifest(Path(folder).resolve())
        # A table calls the files as they were sent.
        known = {one.cells.get("file"): one.source_file for one, _cells in rows}
        for waiting, cells in rows:
            _copy(waiting, table.folder / waiting.source_file)
            date = read_date(cells["date"]).day
            said = {**cells, "file": waiting.source_file}
            for column in ("translation_of", "supersedes"):
                if column in said:
                    name = normal_name(said[column])
                    said[column] = known.get(name, name)
            table.rows.append(Row(waiting.pk, said, date))
        with transaction.atomic():
            report = import_drafts(table=table, user=user)
            names = {waiting.pk: waiting.name for waiting, _cells in rows}
            keys = {outcome.page_id: outcome.line for outcome in report.outcomes}
            made = Made(list(StatementPage.objects.filter(pk__in=keys)))
            for page in made.pages:
                log(page, IMPORTED, user=user, data={"file": names[keys[page.pk]]})
            for waiting, _cells in rows:
                waiting.delete()
    if then != DRAFT:
        for page in made.pages:
            _go_on(page, user, then, made)
    return made


def _go_on(page: StatementPage, user, then: str, made: Made) -> None:
    """Send a draft to be approved, or publish it, as its author may; note a refusal."""
    may, workflow = page.permissions_for_user(user), page.get_workflow()
    try:
        with transaction.atomic():
            if then == PUBLISH and may.can_publish():
                page.get_latest_revision().publish(user=user)
            elif then == SUBMIT and workflow and may.can_submit_for_moderation():
                workflow.start(page, user)
            else:
                reason = _("“%(title)s” stays a draft: you may not do more with it.")
                made.refused.append(reason % {"title": page.title})
    except PublicationRefused as refusal:
        made.refused += refusal.reasons


def imported(files: list[ImportFile]) -> dict[str, Page]:
    """Return the statements that were made of such files already, by what identifies them."""
    names = [waiting.source_file for waiting in files]
    return {page.source_file: page for page in StatementPage.objects.filter(source_file__in=names)}
