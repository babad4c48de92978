"""Admin lists whose rows lead to a desk of their own instead of to a form."""

from django.urls import reverse
from wagtail.admin.ui.tables import TitleColumn
from wagtail.snippets.views.snippets import IndexView


class DeskIndexView(IndexView):
    """A list of rows; their names lead to what can be done with them.

    `desk` is the name of the address of a row's desk, `title_label` heads the column of names.
    """

    desk: str
    title_label: str

    def _get_title_column(self, field_name, column_class=None, **kwargs):
        return TitleColumn(
            "title",
            label=self.title_label,
            accessor=str,
            get_url=lambda row: reverse(self.desk, args=[row.pk]),
        )
