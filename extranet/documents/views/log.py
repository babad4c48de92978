"""Who read what: for the secretariat and the auditor."""

import datetime

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.generic import TemplateView

from cms.core.tabular.writing import write_csv
from cms.directory.models import Body
from extranet.core.services import audit
from extranet.documents.forms import LogFilterForm
from extranet.documents.models import Document, Reading
from extranet.documents.services.log import readings_of
from extranet.documents.views.base import DocumentsView
from extranet.documents.views.crumbs import crumbs_to_body

PER_PAGE = 50
# A table longer than this is asked for in parts, by day.
MOST_ROWS = 50_000


class LogView(DocumentsView, TemplateView):
    """The access log, narrowed by a form; `?format=csv` is the same as a table."""

    template_name = "documents/log.html"

    def get(self, request, *args, **kwargs):
        self.find()
        form = LogFilterForm(request.GET, actions=Reading.Action.choices)
        readings = narrowed(self.readings(), form)
        if request.GET.get("format") == "csv":
            return self.table(readings)
        page = Paginator(readings, PER_PAGE).get_page(request.GET.get("page"))
        query = QueryDict(mutable=True)
        query.update({name: value for name, value in request.GET.items() if value})
        for name in ("page", "format"):
            query.pop(name, None)
        count = page.paginator.count
        context = self.get_context_data(
            form=form,
            page=page,
            query=f"{query.urlencode()}&" if query else "",
            sentence=ngettext("%(count)d reading", "%(count)d readings", count) % {"count": count},
        )
        return self.render_to_response(context)

    def get_context_data(self, **kwargs):
        body = self.of_body()
        # Who only checks the log has no way to the documents.
        crumbs = crumbs_to_body(body) if self.standing.may_read(body.pk) else None
        return super().get_context_data(body=body, breadcrumbs=crumbs, **kwargs)

    def table(self, readings) -> HttpResponse:
        """Return the log as CSV, harmless to the program that opens it; that is logged as well."""
        audit.record("log.exported", self.subject(), actor=self.request.user, body=self.of_body())
        headers = [
            _("When"),
            _("Who"),
            _("How"),
            _("Document"),
            _("Version"),
            pgettext("stamped copy", "Copy"),
        ]
        rows = [
            [
                reading.at.astimezone(datetime.UTC).isoformat(timespec="seconds"),
                reading.name,
                reading.get_action_display(),
                reading.version.document.title,
                str(reading.version.number),
                reading.copy_id,
            ]
            for reading in readings[:MOST_ROWS]
        ]
        return HttpResponse(
            write_csv(headers, rows),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="access-log.csv"'},
        )


def narrowed(readings, form):
    """Return the readings that the form asks for; days are those of the reader's time zone."""
    if not form.is_valid():
        return readings
    asked = form.cleaned_data
    if asked["action"]:
        readings = readings.filter(action=asked["action"])
    if asked["who"]:
        readings = readings.filter(name__icontains=asked["who"])
    if asked["since"]:
        readings = readings.filter(at__gte=_start_of(asked["since"]))
    if asked["until"]:
        readings = readings.filter(at__lt=_start_of(asked["until"] + datetime.timedelta(days=1)))
    return readings


def _start_of(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


class DocumentLogView(LogView):
    """The log of one document; its auditor need not be one of its readers."""

    def find(self):
        """Find the document, or raise Http404."""
        self.shown = get_object_or_404(
            Document.objects.select_related("folder__body"), pk=self.kwargs["pk"]
        )
        self.require(self.standing.may_audit(self.shown.folder.body_id))

    def readings(self):
        """Return the readings of the document."""
        return readings_of(document=self.shown)

    def subject(self):
        """Return what the log is of."""
        return self.shown

    def of_body(self) -> Body:
        """Return whose log it is."""
        return self.shown.folder.body

    def get_context_data(self, **kwargs):
        return super().get_context_data(document=self.shown, **kwargs)


class BodyLogView(LogView):
    """The log of all documents of a body."""

    def find(self):
        """Find the body, or raise Http404."""
        self.body = get_object_or_404(Body, code=self.kwargs["code"])
        self.require(self.standing.may_audit(self.body.pk))

    def readings(self):
        """Return the readings of the body's documents."""
        return readings_of(body=self.body)

    def subject(self):
        """Return what the log is of."""
        return self.body

    def of_body(self) -> Body:
        """Return whose log it is."""
        return self.body
