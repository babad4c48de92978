"""Why the text of a file could not be read, in words for the person who uploaded it."""

from django.utils.translation import gettext_lazy as _


class ExtractionError(Exception):
    """The text could not be read; ``str()`` says why in the active language."""

    code = "unreadable"
    message = _("The text of this file could not be read.")

    def __init__(self, detail: str = "") -> None:
        """``detail`` is for logs: what the reader itself said."""
        super().__init__(detail)
        self.detail = detail

    def __str__(self) -> str:
        return str(self.message)


class NotAPDF(ExtractionError):
    """The file does not begin as a PDF does."""

    code = "not_a_pdf"
    message = _("This file is not a PDF.")


class Encrypted(ExtractionError):
    """The file opens only with a password."""

    code = "encrypted"
    message = _("This PDF is protected by a password, so its text cannot be read.")


class TooSlow(ExtractionError):
    """Reading took more time than allowed and was stopped."""

    code = "too_slow"
    message = _("Reading the text of this PDF took too long and was stopped.")


class TooLarge(ExtractionError):
    """The file is larger than what is read."""

    code = "too_large"
    message = _("This file is too large for its text to be read.")


class OutOfMemory(ExtractionError):
    """Reading needed more memory than allowed and was stopped."""

    code = "out_of_memory"
    message = _("Reading the text of this PDF took too much memory and was stopped.")


class Unreadable(ExtractionError):
    """The file says that it is a PDF, and no reader can make sense of it."""

    code = "unreadable"
    message = _("This PDF is damaged and its text cannot be read.")
