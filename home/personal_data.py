"""What stands here about people: who has sent documents that are not statements yet."""

from cms.core.personal_data import sources
from home.models import ImportFile
from home.services.uploaded_documents import discard_expired


class ImportFileSource(sources.ModelSource):
    """The documents that somebody has sent; they are forgotten after a day in any case."""

    model = ImportFile
    user_field = "user"
    fields = ("name", "made_at")

    def anonymise_due(self, today):
        return discard_expired()


def register() -> None:
    """Register what this app holds."""
    sources.register(ImportFileSource())
