"""Listings of the vocabularies: search in any spelling, export of what is shown, import."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, TitleColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import IndexView

from cms.core.tabular.services import export_file
from cms.core.tabular.writing import CONTENT_TYPES
from cms.core.text import fold


def search_folded(queryset, query: str, fields: tuple[str, ...]):
    """Return the rows that hold every word of `query`, however spelt, in any of `fields`."""
    for word in fold(query).split()[:10]:
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__contains": word})
        queryset = queryset.filter(anywhere)
    return queryset


class TabularIndexView(IndexView):
    """A listing whose rows leave and enter as tables; the first table is that of the listing."""

    tables = ()
    import_url_name = None
    # Name, heading, value and order of the column that leads to the row.
    title = ("name", "", str, None)
    label_field = None

    @cached_property
    def columns(self):
        name, heading, accessor, sort_key = self.title
        title = self._get_title_column_class(TitleColumn)(
            name,
            label=heading,
            accessor=accessor,
            sort_key=sort_key,
            get_url=lambda row: self.get_edit_url(row) or self.get_inspect_url(row),
            get_title_id=lambda row: f"snippet_{row.pk}_title",
        )
        checkbox = BulkActionsCheckboxColumn("bulk_actions", obj_type="snippet")
        return [checkbox, title, *self.list_display]

    def get_base_queryset(self):
        queryset = super().get_base_queryset()
        if self.label_field:
            in_reader_language = KeyTextTransform(get_language(), self.label_field)
            queryset = queryset.annotate(sort_label=in_reader_language)
        return queryset

    def order_queryset(self, queryset):
        # The same order on every page, also where many rows have the same value.
        ordered = super().order_queryset(queryset)
        return (
            ordered.order_by(*ordered.query.order_by, "pk") if ordered.query.order_by else ordered
        )

    def search_queryset(self, queryset):
        return search_folded(queryset, self.search_query, self.search_fields)

    # --- Export --------------------------------------------------------------------------

    def get(self, request, *args, **kwargs):
        if self.is_export and not self.may_export:
            raise PermissionDenied
        return super().get(request, *args, **kwargs)

    @cached_property
    def may_export(self) -> bool:
        """Whether the reader may take the rows away."""
        return self.user_has_any_permission({"view", "change"})

    @cached_property
    def may_import(self) -> bool:
        """Whether the reader may bring rows in."""
        return self.user_has_permission("add") and self.user_has_permission("change")

    def as_spreadsheet(self, queryset, spreadsheet_format):
        wanted = self.request.GET.get("table", self.tables[0].name)
        table = next((table for table in self.tables if table.name == wanted), self.tables[0])
        resource = table()
        if resource.model is not self.model:
            # A table that hangs on the listing: the rows of those that the listing shows.
            owner = resource.fields[resource.key[0]].attribute
            shown = queryset.order_by().values("pk")
            queryset = resource.get_queryset().filter(**{f"{owner}__in": shown})
        response = HttpResponse(
            export_file(resource, queryset, spreadsheet_format),
            content_type=CONTENT_TYPES[spreadsheet_format],
        )
        filename = f"{resource.name}.{spreadsheet_format}"
        response["Content-Disposition"] = content_disposition_header(True, filename)
        return response

    def export_url(self, table, spreadsheet_format: str) -> str:
        """Return the address of the rows that the listing now shows, as a file."""
        params = self.request.GET.copy()
        for name in (self.page_kwarg, "_w_filter_fragment"):
            params.pop(name, None)
        params["export"] = spreadsheet_format
        params["table"] = table.name
        return f"{reverse(self.index_url_name)}?{params.urlencode()}"

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        for position, table in enumerate(self.tables):
            rows = {"rows": table._meta.model._meta.verbose_name_plural}
            labels = (
                (_("Export CSV"), _("Export XLSX"), _("Import"))
                if position == 0
                else (
                    _("Export CSV: %(rows)s") % rows,
                    _("Export XLSX: %(rows)s") % rows,
                    _("Import: %(rows)s") % rows,
                )
            )
            priority = 80 + 10 * position
            if self.may_export:
                buttons += [
                    Button(
                        label,
                        url=self.export_url(table, file_format),
                        icon_name="download",
                        priority=priority + offset,
                    )
                    for offset, (label, file_format) in enumerate(
                        zip(labels, ("csv", "xlsx"), strict=False)
                    )
                ]
            if self.may_import:
                url = reverse(self.import_url_name, args=[table.name])
                buttons.append(
                    Button(labels[2], url=url, icon_name="upload", priority=priority + 2)
                )
        return buttons
