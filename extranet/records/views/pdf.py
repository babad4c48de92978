"""Approved minutes and decisions as PDF files: what their pages show, with the reader's name."""

import logging

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.core.models import SiteIdentity
from cms.directory.models import Body
from cms.media.files.kinds import PDF
from cms.media.files.names import clean_name
from cms.media.files.sending import describe
from cms.media.typeset import Paper, TypesetError
from extranet.core.services import audit
from extranet.documents.services import copies
from extranet.records.typesetting import decision_paper, minutes_paper
from extranet.records.views.decisions import DecisionView
from extranet.records.views.minutes import MinutesPrintView

logger = logging.getLogger(__name__)


class PdfView:
    """Makes a file of what a page shows to its reader; the log says who took which copy along.

    Where no file can be made, the page itself says why.
    """

    # As the log calls it.
    action = ""

    def downloaded(self) -> tuple[Model, Body]:
        """Return what is downloaded, and of which body it is."""
        raise NotImplementedError

    def paper(self, context: dict, **given) -> Paper:
        """Return the paper of what the page's context holds."""
        raise NotImplementedError

    def get(self, request, *args, **kwargs):
        copy_id = copies.new_id()
        paper = self.paper(
            self.get_context_data(),
            identity=SiteIdentity.of(Site.find_for_request(request)),
            address=request.build_absolute_uri(self.get_done_url()),
            mark=copies.mark(request.user, copy_id),
        )
        try:
            response = HttpResponse(paper.pdf())
        except TypesetError as error:
            logger.error("%s cannot be typeset: %s", request.path, error.detail)
            said = _("%(reason)s Print this page from your browser instead.")
            messages.error(request, said % {"reason": error})
            return redirect(self.get_done_url())
        kind, on, _body = paper.line
        name = f"{kind}, {on}, {paper.title}".replace("/", "-")
        describe(
            response,
            name=clean_name(f"{name}.pdf", PDF.extensions),
            content_type=PDF.content_type,
            attachment=True,
        )
        if request.method == "GET":
            thing, body = self.downloaded()
            audit.record(self.action, thing, actor=request.user, body=body, copy=copy_id)
        return response


class MinutesPdfView(PdfView, MinutesPrintView):
    """The minutes of a meeting, once they are approved."""

    action = "minutes.downloaded"

    def admit(self):
        self.require(self.minutes.is_locked)

    def downloaded(self):
        return self.minutes, self.meeting.body

    def paper(self, context, **given):
        return minutes_paper(
            self.minutes, html=context["text"], decisions=context["decisions"], **given
        )


class DecisionPdfView(PdfView, DecisionView):
    """A decision of the register."""

    action = "decision.downloaded"

    def downloaded(self):
        return self.decision, self.decision.body

    def paper(self, context, **given):
        parts = {name: context[name] for name in ("meeting", "earlier", "later", "notes")}
        return decision_paper(self.decision, **parts, **given)
