"""Imports posts and pages from an export of WordPress; see docs/importing-wordpress.md."""

from collections.abc import Callable, Iterable
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import ngettext

from cms.directory.services import is_without_vocabularies, load_vocabularies
from cms.publishing.four_eyes import on_record
from home.models import StatementIndexPage
from home.services.site import ensure_site
from home.services.wordpress.composing import language_of
from home.services.wordpress.options import Options, WordPressRefused
from home.services.wordpress.pages import Writer
from home.services.wordpress.report import REFUSED, Outcome, Report
from home.wordpress import Export, NotAnExport, Post

__all__ = ["NotAnExport", "Options", "Report", "WordPressRefused", "import_wordpress"]

# What was done, how many groups there are, and what became of the posts of one.
Progress = Callable[[int, int, list[Outcome]], None]


def import_wordpress(
    *,
    exports: Iterable[str | Path],
    options: Options,
    dry_run: bool = False,
    user=None,
    progress: Progress | None = None,
) -> Report:
    """Create or update a page for every post and page of an export; return what was done.

    A text is stored with its translations, files and old addresses in one transaction, so a run
    that ends halfway leaves whole texts, and the next goes on. `dry_run` stores nothing. Raises
    `NotAnExport` when the export cannot be read, `WordPressRefused` when the run cannot begin;
    nothing was stored then.
    """
    with Export.read(exports) as export, on_record(f"import of {export.addresses.site}"):
        run = _Run(export, options, user, progress or (lambda *_args: None))
        if not dry_run:
            run.carry_out()
            return run.report
        try:
            with transaction.atomic():
                run.carry_out()
                transaction.set_rollback(True)
        finally:
            run.take_back()
        return run.report


class _Run:
    """One import of one export."""

    def __init__(self, export: Export, options: Options, user, progress: Progress):
        self.export = export
        self.options = options
        self.user = user
        self.progress = progress
        self.report = Report(types=export.others, trashed=export.trashed)
        self.writer: Writer | None = None
        self.languages = self._languages()

    def _languages(self) -> dict[int, str]:
        """Return the language of every post that is in one of the site's."""
        found, without = {}, 0
        for post in self.export.posts.values():
            language = language_of(post.language) if post.language else self.options.language
            if language:
                found[post.id] = language
            elif post.language:
                self.report.languages[post.language] += 1
            else:
                without += 1
        if without:
            raise WordPressRefused(
                ngettext(
                    "%(count)d text does not say its language: give --language.",
                    "%(count)d texts do not say their language: give --language.",
                    without,
                )
                % {"count": without}
            )
        return found

    def carry_out(self) -> None:
        """Write every text, then finish all: links, and publishing."""
        self._prepare_site()
        self.writer = Writer(self.export, self.options, self.languages, self.user)
        groups = list(self._groups())
        steps = 2 * len(groups)
        written = []
        for number, group in enumerate(groups, start=1):
            if self._write(group):
                written.append(group)
            self.progress(number, steps, [self.report.outcomes[one.id] for one in group])
        for number, group in enumerate(written, start=steps - len(written) + 1):
            with transaction.atomic():
                self.writer.finish(group, self.report.outcomes)
            self.progress(number, steps, [])
        self.report.terms = self.writer.facts.unknown

    def _prepare_site(self) -> None:
        """Make what a new site lacks: vocabularies, and the tree of every language."""
        with transaction.atomic():
            if is_without_vocabularies():
                load_vocabularies()
            lists = StatementIndexPage.objects.values_list("locale__language_code", flat=True)
            if set(self.languages.values()) - set(lists):
                ensure_site()

    def _groups(self) -> Iterable[list[Post]]:
        """Yield the groups, each with the posts that are in a language of the site."""
        for group in self.export.groups():
            kept: dict[str, Post] = {}
            for post in group:
                language = self.languages.get(post.id)
                if language and language in kept:
                    # `fr-fr` and `fr-ca` are one language here: the second stands alone.
                    yield [post]
                elif language:
                    kept[language] = post
            if kept:
                yield list(kept.values())

    def _write(self, group: list[Post]) -> bool:
        """Write a group whole, or refuse it whole; return whether it was written."""
        writer = self.writer
        try:
            with transaction.atomic():
                outcomes = writer.write(group)
        except (ValidationError, DataError, IntegrityError, ValueError) as error:
            writer.library.take_back()
            writer.pages.forget()
            reason = " ".join(getattr(error, "messages", None) or [str(error)])
            self._refuse(group, reason)
            return False
        except BaseException:
            writer.library.take_back()
            raise
        writer.library.keep()
        for outcome in outcomes:
            self.report.outcomes[outcome.post] = outcome
            self.report.missing_files.update(outcome.missing)
        return True

    def _refuse(self, group: list[Post], reason: str) -> None:
        for post in group:
            outcome = self.writer.outcome(post, self.export.item(post))
            outcome.action = REFUSED
            outcome.notes.append(reason)
            self.report.outcomes[post.id] = outcome

    def take_back(self) -> None:
        """Delete the files of a run that nothing is kept of."""
        if self.writer is not None:
            self.writer.library.take_back(everything=True)
