"""The page of a case, and its files."""

from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from cms.media.files.kinds import PDF
from cms.media.files.sending import send
from extranet.core import deciding
from extranet.core.services import audit
from extranet.core.views.base import ExtranetView
from extranet.membership.facts import about
from extranet.membership.models import Case, CheckedPoint
from extranet.membership.services import letters
from extranet.membership.services.applications import open_inquiry
from extranet.membership.views.base import OfCase
from extranet.records.models import Decision

State = Case.State


class CaseView(OfCase, ExtranetView, TemplateView):
    """Where a case stands, what belongs to it, and what the reader can do."""

    template_name = "membership/case.html"

    def get_context_data(self, **kwargs):
        case, decider = self.case, deciding.decider()
        checked = set(case.checked_points.values_list("point", flat=True)) if self.prepares else ()
        before = case.state == State.BEFORE
        decision = case.decision and Decision.objects.visible_to(self.standing).filter(
            pk=case.decision_id
        )
        return super().get_context_data(
            facts=about(case, with_people=True),
            files=case.files.all(),
            inquiries=case.inquiries.all(),
            inquiry=open_inquiry(case) if self.prepares else None,
            opinions=self._opinions(),
            hearing=getattr(case, "hearing", None),
            decision=decision.first() if decision else None,
            votes=list(decider.progress(case, self.standing)) if decider else [],
            points=[(label, value in checked) for value, label in CheckedPoint.Point.choices],
            notes=case.notes.select_related("written_by") if self.prepares else (),
            letters=case.letters.all(),
            prepares=self.prepares,
            may_prepare=self.prepares and case.is_prepared,
            may_propose=before and self.manages and decider is not None,
            may_enter=before and self.manages,
            may_write=self.prepares and letters.may_write(case),
            may_add_file=self.prepares and not case.is_over,
            **kwargs,
        )

    def _opinions(self):
        rows = self.case.opinions.select_related("mandate__person", "mandate__organisation__place")
        return [row for row in rows if row.given_at or self.prepares]


class CaseFileView(OfCase, ExtranetView):
    """Hands a paper of a case out, and writes down to whom."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, pk, file):
        row = get_object_or_404(self.case.files, pk=file)
        response = send(
            request,
            file=row.file,
            size=row.size,
            sha256=row.sha256,
            name=row.name,
            content_type=row.content_type,
            attachment=True,
        )
        if request.method == "GET" and response.status_code in (200, 206, 304):
            audit.record(
                "case.file_read", self.case, actor=request.user, body=self.case.body, file=row.pk
            )
        return response

    def head(self, request, *args, **kwargs):
        """Answer as to GET, without the file and without a line in the log."""
        return self.get(request, *args, **kwargs)


class CaseLetterView(OfCase, ExtranetView):
    """Hands the letter to an applicant out."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, pk, number):
        row = get_object_or_404(self.case.letters, number=number)
        if request.method == "GET":
            audit.record(
                "case.letter_read", self.case, actor=request.user, body=self.case.body, file=row.pk
            )
        return send(
            request,
            file=row.file,
            size=row.size,
            sha256=row.sha256,
            name=row.name,
            content_type=PDF.content_type,
            attachment=True,
        )

    def head(self, request, *args, **kwargs):
        """Answer as to GET, without the file and without a line in the log."""
        return self.get(request, *args, **kwargs)
