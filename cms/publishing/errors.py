from django.core.exceptions import PermissionDenied


class PublicationRefused(Exception):
    """What would have gone out may not, for `reasons` that a reader of the admin understands.

    No PermissionDenied, which Wagtail answers with a sentence of its own: who publishes may, but
    this text may not be published as it is.
    """

    def __init__(self, page, reasons: list[str]):
        self.page = page
        self.reasons = list(reasons)
        super().__init__("\n".join(self.reasons))


class TranslationsRefused(PermissionDenied):
    """What would have been done to a page may not be done to its translations, for `reasons`."""

    def __init__(self, reasons: list[str]):
        self.reasons = list(reasons)
        super().__init__("\n".join(self.reasons))


class ReleaseRefused(Exception):
    """A bundle is not released, scheduled or undone, for `reasons` in words; nothing went out."""

    def __init__(self, reasons: list[str]):
        self.reasons = list(reasons)
        super().__init__("\n".join(self.reasons))
