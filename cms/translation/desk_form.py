"""What the desk sends: the texts of a translation, each kept or refused by itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from cms.translation import marks, texts
from cms.translation.addresses import settle_address
from cms.translation.errors import TextRefused
from cms.translation.media_texts import MediaText, media_texts, save_media_text
from cms.translation.services.texts import confirm_machine, save_text
from cms.translation.texts import Text, texts_of


@dataclass
class Row:
    """A text on the desk: what its field holds, and what is wrong with it."""

    text: Text
    value: str
    error: str = ""

    @property
    def same(self) -> bool:
        """Whether “the same” is ticked."""
        return self.text.marked_same


@dataclass
class MediaRow:
    """A picture's or file's text on the desk."""

    media: MediaText
    value: str
    error: str = ""


class DeskForm:
    """The texts of a translation as a form.

    Every text is kept by itself: one that is refused stays in its field with the reason, and the
    others are not held up by it.
    """

    def __init__(self, translation, page):
        self.translation = translation
        self.page = page
        self.errors: dict[str, tuple[str, str]] = {}
        # What was typed for texts that the source does not have any more.
        self.left_over: list[str] = []
        self.read()

    def read(self) -> None:
        """Read the texts as they stand now; what was refused keeps what was typed."""
        self.rows, self.media_rows = [], []
        for text in texts_of(self.translation, self.page):
            value, error = self.errors.get(text.key, (text.initial, ""))
            self.rows.append(Row(text, value, error))
        for media in media_texts(self.page.get_latest_revision_as_object()):
            value, error = self.errors.get(media.key, (media.text, ""))
            self.media_rows.append(MediaRow(media, value, error))

    @property
    def texts(self) -> list[Text]:
        """The texts, without what the form knows of them."""
        return [row.text for row in self.rows]

    @transaction.atomic
    def save(self, data: Mapping[str, str], user) -> bool:
        """Keep what `data` says anew; return whether all of it could be kept."""
        for row in self.rows:
            value = data.get(f"text-{row.text.key}")
            if value is None or (row.text.is_address and self.page.first_published_at):
                continue
            try:
                self._save_row(row.text, value.replace("\r\n", "\n").strip(), data, user)
            except TextRefused as refused:
                self.errors[row.text.key] = (value, str(refused))
        for row in self.media_rows:
            value = data.get(f"text-{row.media.key}")
            if value is None or value.strip() == row.media.text:
                continue
            try:
                save_media_text(media=row.media, value=value)
            except ValueError as refused:
                self.errors[row.media.key] = (value, str(refused))
        known = {row.text.key for row in self.rows} | {row.media.key for row in self.media_rows}
        self.left_over = [
            value
            for name, value in data.items()
            if name.startswith("text-")
            and name.removeprefix("text-") not in known
            and value.strip()
        ]
        settle_address(self.translation)
        self.read()
        return not self.errors and not self.left_over

    def _save_row(self, text: Text, value: str, data: Mapping[str, str], user) -> None:
        changed = value != text.initial.strip()
        is_source = value in ("", text.shown_source.strip())
        if changed and data.get(f"was-{text.key}", text.fingerprint) != text.fingerprint:
            raise TextRefused(
                _("Somebody else has changed this text in the meantime. It now reads: %(text)s")
                % {"text": text.initial or "–"}
            )
        if f"same-{text.key}" in data:
            if not is_source and (changed or text.kept):
                raise TextRefused(
                    _("Either it is the same in this language, or it has a text of its own.")
                )
            if not text.marked_same:
                marks.mark_same(translation=self.translation, text=text.source, user=user)
            return
        if text.marked_same:
            marks.unmark_same(translation=self.translation, text=text.source)
            if is_source:
                return
            text.kept = None
        if changed or (f"keep-{text.key}" in data and text.former and not text.kept):
            save_text(translation=self.translation, text=text, value=value, user=user)
        elif f"confirm-{text.key}" in data and text.state == texts.MACHINE:
            confirm_machine(text=text, user=user)
