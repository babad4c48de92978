"""Tabling papers at a point, replacing and removing them."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.generic import View

from cms.core.errors import Refused
from extranet.documents.models import Document
from extranet.meetings.forms.meeting import PapersForm
from extranet.meetings.models import Paper
from extranet.meetings.services import papers
from extranet.meetings.services.convening import papers_due
from extranet.meetings.views.agenda import ItemView
from extranet.meetings.views.base import OfficersView
from extranet.meetings.views.papers_by_item import rows_by_item


class PapersView(ItemView):
    """The papers of one point, and the documents that can be tabled there."""

    template_name = "meetings/papers.html"
    form_class = PapersForm
    title = gettext_lazy("Papers of a point")
    submit_text = gettext_lazy("Table what is ticked")

    def _documents(self) -> list[Document]:
        """Return what is not tabled here yet; the reader may see all of it as an officer."""
        there = self.item.papers.values("version__document")
        return list(papers.tableable(self.meeting).exclude(pk__in=there))

    def get_form_kwargs(self):
        self.documents = {str(document.pk): document for document in self._documents()}
        choices = [(key, self._label(document)) for key, document in self.documents.items()]
        return super().get_form_kwargs() | {"choices": choices}

    @staticmethod
    def _label(document: Document) -> str:
        language = str(get_language_info(document.language)["name_translated"])
        number = document.current.number
        parts = [
            document.title,
            language,
            document.folder.label,
            _("version %(number)d") % {"number": number},
        ]
        if document.state == Document.State.DRAFT:
            parts.append(_("tabling it posts it"))
        return " · ".join(parts)

    def act_on(self, form):
        chosen = [self.documents[key] for key in form.cleaned_data["documents"]]
        for document in chosen:
            papers.table(item=self.item, document=document, by=self.request.user)
        messages.success(
            self.request,
            ngettext("%(count)d paper is tabled.", "%(count)d papers are tabled.", len(chosen))
            % {"count": len(chosen)},
        )

    def get_done_url(self):
        return reverse("extranet:meeting-item-papers", args=[self.meeting.pk, self.item.pk])

    def get_context_data(self, **kwargs):
        rows = Paper.objects.filter(item=self.item).select_related("version__document")
        due = papers_due(self.meeting)
        today = timezone.localdate(timezone.now(), self.meeting.zone)
        tabled = rows_by_item(rows, self.standing, group=False).get(self.item.pk, [])
        return super().get_context_data(**kwargs) | {
            "item": self.item,
            "tabled": tabled,
            "papers_due": due,
            "would_be_late": due is not None and today > due,
        }


class PaperActView(OfficersView, View):
    """A button about one paper."""

    http_method_names = ["post"]

    def post(self, request, pk, paper):
        row = get_object_or_404(
            Paper.objects.select_related("item__meeting__body").filter(item__meeting=self.meeting),
            pk=paper,
        )
        try:
            messages.success(request, self.act(row))
        except Refused as refused:
            messages.error(request, str(refused))
        address = reverse("extranet:meeting-item-papers", args=[self.meeting.pk, row.item_id])
        return HttpResponseRedirect(address)

    def act(self, paper: Paper) -> str:
        """Do it; return what was done, in words."""
        raise NotImplementedError


class ReplaceView(PaperActView):
    """The newest version in the place of the one that was tabled."""

    def act(self, paper):
        number = papers.replace(paper=paper, by=self.request.user).version.number
        return _("Version %(number)d is tabled now.") % {"number": number}


class RemoveView(PaperActView):
    """A paper off the agenda."""

    def act(self, paper):
        papers.remove(paper=paper, by=self.request.user)
        return _("The paper is off the agenda; the document stays in its folder.")
