"""What stands here about people: who is importing a table, and the table until it is imported."""

from cms.core.models import TableImport
from cms.core.personal_data import sources
from cms.core.tabular.background import forget_old


class TableImportSource(sources.ModelSource):
    """The tables that somebody has confirmed; they are forgotten after a day in any case."""

    model = TableImport
    user_field = "user"
    fields = ("name", "state", "made_at")

    def anonymise_due(self, today):
        return forget_old()


def register() -> None:
    """Register what this app holds."""
    sources.register(TableImportSource())
