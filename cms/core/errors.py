"""Why a service refuses to do something, in words for the one who asked."""


class Refused(Exception):
    """A rule says no; `str()` says why in the active language, `field` names what to change."""

    def __init__(self, message, *, field: str | None = None, article: str = ""):
        super().__init__(message)
        self.message = message
        self.field = field
        self.article = article

    def __str__(self) -> str:
        return f"{self.message} ({self.article})" if self.article else str(self.message)

    def add_to(self, form) -> None:
        """Show it in a form, at its field where the form has that."""
        form.add_error(self.field if self.field in form.fields else None, str(self))
