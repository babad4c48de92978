from django.core.exceptions import PermissionDenied, ValidationError


class TextRefused(ValueError):
    """A translated text that cannot be kept as it is; its words say why."""


class HandOverRefused(ValidationError):
    """A translation that is not ready for review; its messages say what lacks."""


class ImportRefused(Exception):
    """A file of translated texts of which nothing is taken; `reasons` name the lines."""

    def __init__(self, *reasons: str):
        self.reasons = list(reasons)
        super().__init__("\n".join(self.reasons))


class MachineBarred(PermissionDenied):
    """Texts that may not be sent to a translation service."""


class UrgentReleaseRefused(Exception):
    """A text that is not released urgently; the message says why, to who asked for it."""
