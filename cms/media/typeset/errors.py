"""Why a document could not be typeset, in words for the person who asked for it."""

from django.utils.translation import gettext_lazy as _


class TypesetError(Exception):
    """The document could not be made; ``str()`` says why in the active language."""

    message = _("The document could not be made.")

    def __init__(self, detail: str = "") -> None:
        """``detail`` is for logs: what the typesetter itself said."""
        super().__init__(detail)
        self.detail = detail

    def __str__(self) -> str:
        return str(self.message)


class TooLong(TypesetError):
    """There is more text or picture than what is typeset."""

    message = _("The text is too long for a document.")


class MissingGlyph(TypesetError):
    """A character stands in none of the fonts: it is never left out in silence."""

    message = _("The text holds a character that no font of the documents has.")
