"""Hands an appeal over: the document for whom it is addressed to, and the record of it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from campaigns.admin_forms import HandOverForm
from campaigns.appeal_pages import published_pages, type_of
from campaigns.errors import SigningRefused
from campaigns.models import Appeal
from campaigns.services.hand_over import hand_over as record
from campaigns.typesetting import hand_over_paper
from cms.directory.querysets import site_day
from cms.media.typeset import TypesetError


@permission_required("campaigns.change_appeal")
def hand_over(request, pk: int):
    """Offer the document in every language, and write down when it was handed over to whom."""
    appeal = get_object_or_404(Appeal, pk=pk)
    initial = {"to": appeal.handed_over_to, "on": appeal.handed_over_on or site_day()}
    form = HandOverForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            record(appeal=appeal, by=request.user, **form.cleaned_data)
        except SigningRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, type_of(appeal).words.shown_on_pages)
            return redirect("appeal_desk", pk)
    context = {
        "appeal": appeal,
        "form": form,
        "pages": published_pages(appeal),
        "page_title": _("Hand over"),
    }
    return render(request, "campaigns/admin/form.html", context)


@permission_required("campaigns.change_appeal")
def pdf(request, pk: int, language: str):
    """Return the document for whom the appeal is addressed to, in one language."""
    appeal = get_object_or_404(Appeal, pk=pk)
    pages = {page.locale.language_code: page for page in published_pages(appeal)}
    if language not in pages:
        raise Http404
    try:
        content = hand_over_paper(appeal, pages[language], request).pdf()
    except TypesetError as error:
        messages.error(request, _("The document cannot be made: %(error)s") % {"error": error})
        return redirect("appeal_hand_over", pk)
    name = content_disposition_header(True, f"{appeal.code}-{language}.pdf")
    headers = {"Content-Disposition": name, "Cache-Control": "no-store, private"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
