"""One run of an import: rows looked up, documents read, pages written."""

import hashlib
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context

from django.core.exceptions import ValidationError
from django.core.files.storage import Storage
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.publishing.errors import PublicationRefused
from home.corrections import add_note
from home.importing.manifest import Manifest, Problem, normal_name
from home.models import StatementIndexPage, StatementPage
from home.services.import_parts import attach_original, free_slug
from home.services.import_report import CHANGED, CREATED, PUBLISHED, UNCHANGED, Outcome, Report
from home.services.import_rows import Lookup, Prepared, RowError, in_order
from home.services.import_spool import Spool
from home.services.site import ensure_site

# Raised when documents are read in another way: they are imported anew.
READING = b"3"
# So many documents are read at a time.
_AT_ONCE = 3


class Run:
    """One import: what it looked up, what it wrote, what went wrong."""

    def __init__(self, table: Manifest, *, publish: bool, user, progress):
        self.table = table
        self.publish = publish
        self.user = user
        self.progress = progress
        self.report = Report()
        self.prepared: list[Prepared] = []
        self.spool = Spool()
        # The pages that are there, by what identifies their documents.
        self.existing: dict[str, int] = {}
        self.indexes: dict[str, StatementIndexPage] = {}
        # Files are stored outside the database: a rollback leaves them behind.
        self.stored: list[tuple[Storage, str]] = []
        for problem in table.problems:
            self._refuse(problem)

    def _refuse(self, problem: Problem) -> None:
        self.report.problems.append(problem)
        self.progress(problem)

    def prepare(self) -> None:
        """Look up and read everything, before any lock is taken."""
        self.lookup = Lookup()
        found: list[Prepared] = []
        for row in self.table.rows:
            prepared, problems = self.lookup.prepare(self.table, row)
            for problem in problems:
                self._refuse(problem)
            if prepared:
                prepared.digest = hashlib.sha256(READING + prepared.digest.encode()).hexdigest()
                found.append(prepared)
        digests = self._digests(found)
        readable = [one for one, read in self._in_turn(found, digests) if self._is_read(one, read)]
        bad = {problem.file for problem in self.report.problems}
        self.prepared, problems = in_order(readable, set(digests), bad)
        for problem in problems:
            self._refuse(problem)

    def _digests(self, prepared: list[Prepared]) -> dict[str, str]:
        """Return the digest of every file that is a page already, rows and what they refer to."""
        named = {one.row.file for one in prepared}
        for one in prepared:
            named |= {normal_name(one.row[name]) for name in ("translation_of", "supersedes")}
        pages = StatementPage.objects.filter(source_file__in=named - {""})
        return dict(pages.values_list("source_file", "source_digest"))

    def _in_turn(
        self, found: list[Prepared], digests: dict[str, str]
    ) -> Iterator[tuple[Prepared, Future | None]]:
        """Yield every row with its reading, the next ones being read meanwhile.

        PDFs are read by programs of their own. What was imported as it is has no reading.
        """
        with ThreadPoolExecutor(_AT_ONCE) as readers:
            begun: deque[tuple[Prepared, Future | None]] = deque()
            for one in found:
                read = None
                if digests.get(one.row.file) != one.digest:
                    # With the language that is active here.
                    read = readers.submit(copy_context().run, self._read, one)
                begun.append((one, read))
                if len(begun) > _AT_ONCE:
                    yield begun.popleft()
            yield from begun

    def _read(self, one: Prepared) -> None:
        one.title(self.lookup.letterhead)
        one.document(self.lookup.letterhead)

    def _is_read(self, one: Prepared, read: Future | None) -> bool:
        if read is None:
            return True
        try:
            read.result()
            one.put_aside(self.spool)
        except RowError as error:
            self._refuse(Problem(one.row.line, one.row.file, str(error)))
            return False
        return True

    def write(self) -> None:
        """Write every row that can be; what the database refuses is a problem of its row."""
        self._find_indexes()
        files = [one.row.file for one in self.prepared]
        # Asked once the lists are locked: nobody makes the same page meanwhile.
        pages = StatementPage.objects.filter(source_file__in=files).order_by("-path")
        self.existing = dict(pages.values_list("source_file", "pk"))
        for one in self.prepared:
            try:
                with transaction.atomic():
                    outcome = self._write_row(one)
            except (RowError, ValidationError, PublicationRefused) as error:
                text = " ".join(getattr(error, "messages", None) or [str(error)])
                self._refuse(Problem(one.row.line, one.row.file, text))
            else:
                self.report.outcomes.append(outcome)
                self.progress(outcome)
            one.release()

    def _find_indexes(self) -> None:
        languages = {one.row["language"] for one in self.prepared}
        self._read_indexes()
        if languages - set(self.indexes):
            ensure_site()
            self._read_indexes()

    def _read_indexes(self) -> None:
        # Locked, so that two imports at once cannot make the same page twice.
        indexes = StatementIndexPage.objects.select_for_update(of=("self",))
        self.indexes = {
            index.locale.language_code: index
            for index in indexes.select_related("locale").order_by("-path")
        }

    def _write_row(self, one: Prepared) -> Outcome:
        row = one.row
        key = self.existing.get(row.file)
        page = StatementPage.objects.get(pk=key) if key else None
        if page is not None and page.source_digest == one.digest:
            action = PUBLISHED if self._publish_waiting(page) else UNCHANGED
        elif page is not None:
            action = CHANGED
            page = self._change(page, one)
        else:
            action = CREATED
            page = self._create(one)
        self.existing[row.file] = page.pk
        facts = (row["language"], action, page.title, page.pk, one.notes())
        return Outcome(row.line, row.file, *facts)

    def _publish_waiting(self, page: StatementPage) -> bool:
        """Publish a page that an earlier run left as a draft; return whether there was one.

        What an editor drafted since, or took off the site, stays as the editor left it.
        """
        taken_off = not page.live and page.first_published_at is not None
        revision = page.get_latest_revision()
        if not self.publish or taken_off or not page.has_unpublished_changes or revision is None:
            return False
        if revision.user != self.user:
            return False
        revision.publish(user=self.user)
        return True

    def _create(self, one: Prepared) -> StatementPage:
        page = StatementPage(
            locale=self.lookup.locales.get(one.row["language"])
            or self.indexes[one.row["language"]].locale,
            live=False,
            has_unpublished_changes=True,
            source_file=one.row.file,
            # Whoever may write but not publish edits what is their own.
            owner=self.user,
        )
        self._fill(page, one)
        index = self.indexes[one.row["language"]]
        page.slug = free_slug(index, page.title)
        index.add_child(instance=page)
        log(instance=page, action="wagtail.create", user=self.user, content_changed=True)
        # Its fields were checked when it was added, and its history begins with that.
        self._go_out(page, page.save_revision(user=self.user, clean=False))
        return page

    def _change(self, page: StatementPage, one: Prepared) -> StatementPage:
        if page.locale.language_code != one.row["language"]:
            raise RowError(
                _("The page of this file is in another language: %(language)s.")
                % {"language": page.locale.language_code}
            )
        # What editors wrote since in fields the table does not name stays.
        draft = page.get_latest_revision_as_object()
        self._fill(draft, one)
        if page.live and (note := one.row["correction"]):
            add_note(draft, note, of=one.digest)
        self._save(draft, one)
        return draft

    def _fill(self, page: StatementPage, one: Prepared) -> None:
        row, letterhead = one.row, self.lookup.letterhead
        page.title = one.title(letterhead)
        page.draft_title = page.title
        page.summary = one.summary(letterhead)
        page.kind = one.kind
        page.date = row.date
        page.adopted_by = one.adopted_by
        page.decision_reference = row["decision_reference"]
        page.topics.set(one.topics)
        page.places.set(one.places)
        page.signatory_organisations.set(one.organisations)
        page.body = one.document(letterhead).blocks
        page.source_digest = one.digest
        source = self._page_of(row["translation_of"], "translation_of")
        page.authentic_language = source.authentic_language if source else row["language"]
        if source is not None:
            self._link(page, source, row["translation_of"])
        page.supersedes = self._page_of(row["supersedes"], "supersedes")
        document = attach_original(page, one, user=self.user)
        if document is not None:
            # Its name alone: the row still holds the bytes of the file.
            self.stored.append((document.file.storage, document.file.name))

    def _page_of(self, name: str, column: str) -> StatementPage | None:
        """Return the page that a cell names by its file."""
        if not name:
            return None
        file = normal_name(name)
        # Its texts are not needed, and long.
        pages = StatementPage.objects.defer("body", "attachments")
        page = pages.filter(source_file=file).first()
        if page is None:
            raise RowError(
                _("%(column)s: the row of “%(value)s” is refused.")
                % {"column": column, "value": file}
            )
        return page

    def _link(self, page: StatementPage, source: StatementPage, name: str) -> None:
        """Make a page the translation of another, as Wagtail links them."""
        values = {"column": "translation_of", "value": normal_name(name)}
        if source.locale_id == page.locale_id:
            raise RowError(_("%(column)s: “%(value)s” is in the same language.") % values)
        others = StatementPage.objects.filter(
            translation_key=source.translation_key, locale_id=page.locale_id
        )
        if others.exclude(pk=page.pk).exists():
            raise RowError(
                _("%(column)s: “%(value)s” has a translation in this language already.") % values
            )
        page.translation_key = source.translation_key

    def _save(self, page: StatementPage, one: Prepared) -> None:
        StatementPage.objects.filter(pk=page.pk).update(
            source_file=page.source_file,
            source_digest=one.digest,
            translation_key=page.translation_key,
        )
        self._go_out(page, page.save_revision(user=self.user, log_action=True))

    def _go_out(self, page: StatementPage, revision) -> None:
        if self.publish:
            revision.publish(user=self.user)
            page.refresh_from_db()

    def close(self) -> None:
        """Let go of what the run kept on disk."""
        self.spool.close()

    def remove_files(self) -> None:
        """Take back the files of a run that the database did not keep."""
        for storage, name in self.stored:
            storage.delete(name)
