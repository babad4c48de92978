"""Whether a statement stands: one answer for all the languages of a text."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.translation.published_texts import is_outdated


@dataclass(frozen=True)
class Withdrawal:
    """When a text was withdrawn and why; `language` where the reason is in another language."""

    day: datetime.date
    reason: str
    language: str = ""


@dataclass(frozen=True)
class Correction:
    """What was corrected in a text; `language` where the note is in another language."""

    date: datetime.date
    note: str
    language: str = ""


class StatementStateMixin(models.Model):
    """The state of a statement, read from what is published of its text in any language.

    A withdrawal, a successor and a correction are facts of the text: said in one language, they
    hold in all at once. Their words are those of the page's own language, else the authentic one's.
    """

    class State(models.TextChoices):
        CURRENT = "current", _("in force")
        SUPERSEDED = "superseded", _("superseded")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Meta:
        abstract = True

    @cached_property
    def public_versions(self) -> list:
        """The languages in which anybody may read it, itself included; with what states need."""
        return list(type(self).objects.published().versions_of(self))

    @cached_property
    def versions(self) -> list:
        """This page, and the other published languages of its text, the authentic one first."""
        rows = self.public_versions
        if all(row.pk != self.pk for row in rows):
            # Who may read a private page may read it in every language.
            rows = type(self).objects.live().versions_of(self)
        others = (row for row in rows if row.pk != self.pk)
        return [self, *sorted(others, key=self._preference)]

    @property
    def is_outdated(self) -> bool:
        """Whether it is a translation, and what it was made from says something else by now."""
        rows = self.public_versions
        return any(row.pk == self.pk and row.outdated for row in rows) or (
            all(row.pk != self.pk for row in rows) and is_outdated(self)
        )

    def _preference(self, version) -> tuple:
        code = version.locale.language_code
        return version.locale_id != self.locale_id, code != version.authentic_language, version.pk

    def _foreign(self, version) -> str:
        return "" if version.locale_id == self.locale_id else version.locale.language_code

    @cached_property
    def withdrawal(self) -> Withdrawal | None:
        """The withdrawal of the text, or None where it stands."""
        for version in self.versions:
            if version.withdrawn_on:
                language = self._foreign(version)
                return Withdrawal(version.withdrawn_on, version.withdrawal_reason, language)
        return None

    @cached_property
    def all_corrections(self) -> list[Correction]:
        """The corrections of the text in whatever language they were noted, oldest first.

        A note keeps its id when it is translated. Where a translation was written by hand, its
        note of a day stands for that day's note in another language.
        """
        found: dict[str, Correction] = {}
        for version in self.versions:
            noted = {str(block.id): block.value for block in version.corrections}
            # What is known and not in this language under its own id may be here under another.
            by_hand = [one.date for key, one in found.items() if key not in noted]
            for key, value in noted.items():
                if key in found:
                    continue
                if value["date"] in by_hand:
                    by_hand.remove(value["date"])
                    continue
                found[key] = Correction(value["date"], value["note"], self._foreign(version))
        return sorted(found.values(), key=lambda correction: correction.date)

    @cached_property
    def _neighbours(self) -> list:
        """The published positions that replace this one or are replaced by it, newest first."""
        published = type(self).objects.published()
        later = published.filter(supersedes__translation_key=self.translation_key)
        near = Q(translation_key__in=later.values("translation_key"))
        near |= Q(translation_key__in=self._replaced)
        return list(published.filter(near).cards().select_related("supersedes").newest_first())

    @cached_property
    def _replaced(self) -> set:
        return {one.supersedes.translation_key for one in self.versions if one.supersedes_id}

    @cached_property
    def successor(self):
        """The published position that replaces this one, best in the same language, or None."""
        keys = {
            one.translation_key
            for one in self._neighbours
            if one.supersedes_id and one.supersedes.translation_key == self.translation_key
        }
        return self._best_of(one for one in self._neighbours if one.translation_key in keys)

    @cached_property
    def predecessor(self):
        """The published position that this one replaces, best in the same language, or None."""
        return self._best_of(
            one for one in self._neighbours if one.translation_key in self._replaced
        )

    def _best_of(self, rows):
        rows = list(rows)
        versions = [row for row in rows if row.translation_key == rows[0].translation_key]
        best = min(versions, key=self._preference, default=None)
        if best:
            # Named where a card or a banner leads out of the language of this page.
            best.foreign_language = self._foreign(best)
        return best

    @property
    def state(self) -> str:
        """Whether it stands: current, superseded or withdrawn."""
        # A list annotates the answers; a single page looks.
        if self.withdrawn_day if hasattr(self, "withdrawn_day") else self.withdrawal:
            return self.State.WITHDRAWN
        superseded = self.superseded if hasattr(self, "superseded") else self.successor
        return self.State.SUPERSEDED if superseded else self.State.CURRENT

    @property
    def state_label(self) -> str:
        """The state in words."""
        return self.State(self.state).label
