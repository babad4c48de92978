"""The import screen: choose a file, look at what it would do, confirm."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.base import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from cms.core.models import TableImport
from cms.core.tabular import background, tasks, uploads
from cms.core.tabular.errors import TableError
from cms.core.tabular.reading import MAX_BYTES, MAX_ROWS, read_table
from cms.core.tabular.services import import_table
from cms.core.tabular.tasks import carry_out_import

# As many differences and faults as somebody may still read.
_SHOWN = 100
# Seconds between two looks of the page that watches.
_REFRESH = 5


class UploadForm(forms.Form):
    """Takes the file."""

    file = forms.FileField(
        label=gettext_lazy("File"), widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"})
    )


class ImportView(PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
    """Imports one of the `tables`; its name is in the address."""

    model = None
    tables = ()
    index_url_name = None
    import_url_name = None
    watch_url_name = None
    permission_required = "change"
    template_name = "core/tabular/import.html"
    page_title = gettext_lazy("Import")
    header_icon = "upload"

    def dispatch(self, request, *args, **kwargs):
        if not self.user_has_permission("add"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def table(self):
        """The resource class of the table in the address."""
        for table in self.tables:
            if table.name == self.kwargs["table"]:
                return table
        raise Http404

    @property
    def rows_name(self) -> str:
        """What the rows of the table are called."""
        return str(self.table._meta.model._meta.verbose_name_plural)

    def get_page_subtitle(self):
        return capfirst(self.rows_name)

    def get_breadcrumbs_items(self):
        listing = capfirst(self.model._meta.verbose_name_plural)
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": listing},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    def show(self, **context):
        """Return the screen."""
        resource = self.table()
        return render(
            self.request,
            self.template_name,
            {
                **self.get_context_data(),
                "index_url": reverse(self.index_url_name),
                "columns": list(resource.fields),
                "key": resource.key,
                "max_rows": MAX_ROWS,
                "max_megabytes": MAX_BYTES // 1024 // 1024,
                "form": UploadForm(),
                **context,
            },
        )

    def get(self, request, *args, **kwargs):
        return self.show()

    def post(self, request, *args, **kwargs):
        if "ticket" in request.POST:
            return self.confirm(request.POST["ticket"])
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form=form)
        upload = form.cleaned_data["file"]
        # One byte more than allowed is enough to be refused.
        return self.preview(upload.read(MAX_BYTES + 1), upload.name)

    def run(self, content: bytes, name: str, *, dry_run: bool):
        """Return the outcome of importing `content`; `TableError` where it cannot be."""
        table = read_table(content, name, known=self.table().fields)
        return import_table(self.table(), table, user=self.request.user, dry_run=dry_run)

    def preview(self, content: bytes, name: str, *, changed_meanwhile: bool = False):
        """Return the screen with what the file would do, or with what is wrong with it."""
        try:
            outcome = self.run(content, name, dry_run=True)
        except TableError as error:
            return self.show_errors(error, name)
        ticket = uploads.keep(
            content,
            name=name,
            user=self.request.user.pk,
            table=self.table.name,
            fingerprint=outcome.fingerprint,
            rows=len(outcome.rows),
        )
        return self.show(
            outcome=outcome,
            shown=outcome.touched[:_SHOWN],
            more=max(0, len(outcome.touched) - _SHOWN),
            ticket=ticket,
            name=name,
            changed_meanwhile=changed_meanwhile,
        )

    def show_errors(self, error: TableError, name: str):
        """Return the screen with the faults of a file."""
        return self.show(
            errors=error.errors[:_SHOWN], more=max(0, len(error.errors) - _SHOWN), name=name
        )

    def confirm(self, ticket: str):
        """Do what was shown, or show what it would do by now where that is something else."""
        kept = uploads.fetch(ticket, user=self.request.user.pk, table=self.table.name)
        if kept is None:
            messages.error(self.request, _("The file is no longer kept. Choose it once more."))
            return redirect(self.request.path)
        content, about = kept
        if about["rows"] > background.AT_ONCE:
            return self.confirm_long(ticket, content, about)
        try:
            if self.run(content, about["name"], dry_run=True).fingerprint != about["fingerprint"]:
                return self.preview(content, about["name"], changed_meanwhile=True)
            outcome = self.run(content, about["name"], dry_run=False)
        except TableError as error:
            return self.show_errors(error, about["name"])
        uploads.drop(ticket)
        messages.success(
            self.request,
            _("Imported. New: %(created)s. Changed: %(changed)s. As before: %(kept)s.")
            % {"created": outcome.created, "changed": outcome.changed, "kept": outcome.kept},
        )
        return redirect(self.index_url_name)

    def confirm_long(self, ticket: str, content: bytes, about: dict):
        """Begin to do what was shown, and lead to where it is watched."""
        uploads.drop(ticket)
        watch = reverse(self.watch_url_name, args=[self.table.name, 0])
        run = tasks.start(
            resource=self.table,
            rows=about["rows"],
            address=watch.replace("/0/", "/{pk}/"),
            name=about["name"],
            content=content,
            fingerprint=about["fingerprint"],
            user=self.request.user,
        )
        return redirect(run.address)


class WatchImportView(ImportView):
    """Shows how far a long import is, to whoever has begun it; the page renews itself."""

    template_name = "core/tabular/watch.html"

    def get(self, request, *args, **kwargs):
        run = self.own()
        response = self.show(run=run, percent=background.percent_of(run), shown=run.errors[:_SHOWN])
        if not run.is_over:
            response["Refresh"] = str(_REFRESH)
        return response

    def post(self, request, *args, **kwargs):
        """Take up what stands still, as its worker was killed."""
        run = self.own()
        if not run.is_over:
            carry_out_import.enqueue(run.pk)
        return redirect(run.address)

    def own(self) -> TableImport:
        """Return the import, or raise Http404 for one that somebody else has begun."""
        return get_object_or_404(
            TableImport, pk=self.kwargs["pk"], user=self.request.user, table=self.table.name
        )
