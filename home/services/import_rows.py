"""What the rows of an import mean: the terms, bodies and pages that they name."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _
from wagtail.models import Locale, Site

from cms.core.labels import site_languages
from cms.core.models import SiteIdentity
from cms.core.tabular.columns import names_of
from cms.core.text import fold
from cms.directory.models import Body, Organisation
from cms.taxonomy.models import Place, Topic
from home.importing import Document, NotADocument, read_document, summarise
from home.importing.manifest import LONGEST_TITLE, Manifest, Problem, Row, normal_name
from home.importing.statement_kinds import kind_of
from home.models import StatementPage
from home.services.import_spool import Spool


class RowError(Exception):
    """Raised when a row cannot be imported; the message says why."""


@dataclass
class Prepared:
    """A row with everything found that it names, ready to be written."""

    row: Row
    path: Path
    # Of the file, to know at the end that it is still the one that was read.
    file_hash: str
    digest: str
    kind: str
    adopted_by: Body | None
    topics: list[Topic]
    places: list[Place]
    organisations: list[Organisation]

    _document: Document | None = field(default=None, repr=False)
    _spool: Spool | None = field(default=None, repr=False)
    _place: int = 0

    def document(self, letterhead: list[str]) -> Document:
        """Return the document, read once. Raises `RowError` when the file is none."""
        if self._document is None and self._spool is not None:
            self._document = self._spool.get(self._place)
        if self._document is None:
            try:
                self._document = read_document(
                    self.path,
                    language=self.row["language"],
                    title=self.row["title"] or None,
                    date=self.row.date,
                    letterhead=letterhead,
                )
            except NotADocument as error:
                raise RowError(str(error.reason)) from error
            except OSError as error:
                raise RowError(_("The file cannot be opened.")) from error
        return self._document

    def data(self) -> bytes:
        """Return the bytes of the file. Raises `RowError` when they are others by now."""
        data = _bytes_of(self.path)
        if hashlib.sha256(data).hexdigest() != self.file_hash:
            raise RowError(_("The file was changed while it was imported. Import it again."))
        return data

    def put_aside(self, spool: Spool) -> None:
        """Keep the document that was read on disk, until it is asked for again."""
        if self._document is not None:
            self._spool, self._place = spool, spool.put(self._document)
        self.release()

    def release(self) -> None:
        """Let go of the document."""
        self._document = None

    def notes(self) -> tuple[str, ...]:
        """Return what is to be said of the row's date and of the document, if it was read."""
        read = self._document.notes if self._document else ()
        return (*self.row.notes, *read)

    def title(self, letterhead: list[str]) -> str:
        """Return the title given, or else the one the document prints."""
        found = self.row["title"] or self.document(letterhead).title
        if not found:
            raise RowError(_("Neither the table nor the document gives a title."))
        return found[:LONGEST_TITLE]

    def summary(self, letterhead: list[str]) -> str:
        """Return the summary given, or else the first sentences of the text."""
        given = self.row["summary"]
        return given or summarise(self.document(letterhead).plain_text, self.row["language"])


class Terms:
    """Finds rows of a vocabulary by their code, acronym, or a name in any language."""

    def __init__(self, rows: Iterable):
        self.found: dict[str, list] = {}
        for row in rows:
            acronym = fold(getattr(row, "acronym", ""))
            for key in filter(None, {*names_of(row), acronym}):
                self.found.setdefault(key, []).append(row)
        self.codes = {fold(match.code): match for rows in self.found.values() for match in rows}

    def get(self, word: str, column: str):
        """Return the row a word means. Raises `RowError` when it means none, or several."""
        key = fold(word)
        if key in self.codes:
            return self.codes[key]
        found = self.found.get(key, [])
        if len(found) == 1:
            return found[0]
        values = {"column": column, "value": word}
        if found:
            raise RowError(_("%(column)s: “%(value)s” may mean several; give its code.") % values)
        raise RowError(_("%(column)s: “%(value)s” is not known.") % values)


class Lookup:
    """Everything a run looks rows up in, read once."""

    def __init__(self):
        self.languages = set(site_languages())
        self.bodies = Terms(Body.objects.all())
        self.topics = Terms(Topic.objects.all())
        self.places = Terms(Place.objects.all())
        self.organisations = Terms(Organisation.objects.all())
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.letterhead = letterhead_names()

    def prepare(self, manifest: Manifest, row: Row) -> tuple[Prepared | None, list[Problem]]:
        """Return a row ready to be written, or everything that is wrong with it."""
        reasons: list[str] = []

        def found(finder, *args):
            try:
                return finder(*args)
            except RowError as error:
                reasons.append(str(error))
                return None

        if row["language"] not in self.languages:
            reasons.append(
                _("“%(value)s” is not a language of this site.") % {"value": row["language"]}
            )
        kind = kind_of(row["kind"], set(StatementPage.Kind.values))
        if not kind:
            reasons.append(_("kind: “%(value)s” is not known.") % {"value": row["kind"]})
        terms = {
            column: [found(table.get, word, column) for word in row.codes(column)]
            for column, table in (
                ("topics", self.topics),
                ("places", self.places),
                ("signatories", self.organisations),
            )
        }
        body = (
            found(self.bodies.get, row["adopted_by"], "adopted_by") if row["adopted_by"] else None
        )
        path = manifest.path_of(row)
        data = found(_bytes_of, path)
        if reasons:
            return None, [Problem(row.line, row.file, reason) for reason in reasons]
        return (
            Prepared(
                row=row,
                path=path,
                file_hash=hashlib.sha256(data).hexdigest(),
                digest=row.digest(data),
                kind=kind,
                adopted_by=body,
                topics=terms["topics"],
                places=terms["places"],
                organisations=terms["signatories"],
            ),
            [],
        )


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RowError(_("The file cannot be opened.")) from error


def letterhead_names() -> list[str]:
    """Return the names and addresses of the site's identity, to be known as letterhead."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return []
    identity = SiteIdentity.for_site(site)
    labels = [*identity.names.values(), *identity.short_names.values()]
    lines = [*identity.address.splitlines(), identity.email, identity.phone, *identity.links]
    return [line.strip() for line in [*labels, *lines] if line.strip()]


def in_order(
    prepared: list[Prepared], known: set[str], bad: set[str]
) -> tuple[list[Prepared], list[Problem]]:
    """Return the rows with those first that others refer to, and what is wrong with the rest.

    `known` are the files that earlier runs imported, `bad` those of rows refused already. A row
    whose source is nowhere, that refers to itself in a circle, or that stands on a refused row,
    is refused.
    """
    by_file = {one.row.file: one for one in prepared}
    ordered: list[Prepared] = []
    problems: list[Problem] = []
    state: dict[str, str] = {}

    def refuse(one: Prepared, reason: str) -> None:
        state[one.row.file] = "bad"
        problems.append(Problem(one.row.line, one.row.file, reason))

    def visit(one: Prepared) -> None:
        # An explicit stack: a long chain of translations must not exhaust Python's own.
        stack = [(one, iter(references(one.row)))]
        state[one.row.file] = "open"
        while stack:
            current, rest = stack[-1]
            step = next(rest, None)
            if step is None:
                stack.pop()
                if state[current.row.file] == "open":
                    state[current.row.file] = "done"
                    ordered.append(current)
                continue
            if state[current.row.file] == "bad":
                continue
            column, name = step
            values = {"column": column, "value": name}
            target = by_file.get(name)
            if target is None:
                if name in bad:
                    refuse(current, _("%(column)s: the row of “%(value)s” is refused.") % values)
                elif name not in known:
                    refuse(current, _("%(column)s: there is no row for “%(value)s”.") % values)
            elif name not in state:
                stack[-1] = (current, _again(step, rest))
                state[name] = "open"
                stack.append((target, iter(references(target.row))))
            elif state[name] == "open":
                refuse(current, _("%(column)s: “%(value)s” leads back to this row.") % values)
            elif column == "translation_of" and _same_language(current, target):
                refuse(current, _("%(column)s: “%(value)s” is in the same language.") % values)
            elif state[name] == "bad":
                refuse(current, _("%(column)s: the row of “%(value)s” is refused.") % values)

    for one in prepared:
        if one.row.file not in state:
            visit(one)
    return ordered, problems


def _again(step, rest):
    yield step
    yield from rest


def _same_language(one: Prepared, other: Prepared) -> bool:
    return one.row["language"] == other.row["language"]


def references(row: Row) -> list[tuple[str, str]]:
    """Return the files a row refers to, each with its column."""
    from_columns = ((column, row[column]) for column in ("translation_of", "supersedes"))
    return [(column, normal_name(value)) for column, value in from_columns if value]
