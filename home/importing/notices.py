"""What a reader left out of a text or could not be sure of, for whoever imports it."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

HIDDEN, DELETED, STRUCK, MARKED = "hidden", "deleted", "struck", "marked"
PICTURE, UNREAD, CONTENTS = "picture", "unread", "contents"
TABLE, HEADER, COMMENT, COLOUR = "table", "header", "comment", "colour"


class Notices:
    """Counts what was left out of one document."""

    def __init__(self):
        self.counts: Counter[str] = Counter()
        # What cannot be read, by its name.
        self.unread: Counter[str] = Counter()

    def add(self, kind: str, count: int = 1) -> None:
        """Count a passage of a kind."""
        self.counts[kind] += count

    def cannot_read(self, name: str) -> None:
        """Count a part that no reader here makes sense of."""
        self.unread[name] += 1

    def sentences(self) -> list[str]:
        """Return what is to be said, a sentence each, in the active language."""
        said = [
            _sentence(kind, count) % {"count": count}
            for kind, count in sorted(self.counts.items())
            if count
        ]
        return said + [
            _("Not read: %(name)s (%(count)d).") % {"name": name, "count": count}
            for name, count in sorted(self.unread.items())
        ]


def _sentence(kind: str, count: int) -> str:
    if kind == HIDDEN:
        return ngettext(
            "%(count)d hidden passage was left out.",
            "%(count)d hidden passages were left out.",
            count,
        )
    if kind == DELETED:
        return ngettext(
            "%(count)d passage that was deleted with changes tracked was left out.",
            "%(count)d passages that were deleted with changes tracked were left out.",
            count,
        )
    if kind == STRUCK:
        return ngettext(
            "%(count)d passage that is struck out was left out.",
            "%(count)d passages that are struck out were left out.",
            count,
        )
    if kind == MARKED:
        return ngettext(
            "%(count)d passage that is struck out is marked in the text.",
            "%(count)d passages that are struck out are marked in the text.",
            count,
        )
    if kind == CONTENTS:
        return ngettext(
            "%(count)d table of contents was left out.",
            "%(count)d tables of contents were left out.",
            count,
        )
    if kind == HEADER:
        return ngettext(
            "%(count)d header or footer of pages was left out.",
            "%(count)d headers and footers of pages were left out.",
            count,
        )
    if kind == COMMENT:
        return ngettext(
            "%(count)d comment was left out.", "%(count)d comments were left out.", count
        )
    if kind == COLOUR:
        return ngettext(
            "%(count)d paragraph has highlighted or coloured words: the colour is not kept.",
            "%(count)d paragraphs have highlighted or coloured words: the colours are not kept.",
            count,
        )
    if kind == TABLE:
        return ngettext(
            "%(count)d table could not be read as one: its words stand as text.",
            "%(count)d tables could not be read as such: their words stand as text.",
            count,
        )
    return ngettext("%(count)d picture was left out.", "%(count)d pictures were left out.", count)
