"""Withdraws a name: shows first where it stands, then takes it out, and says where it had been."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from campaigns.solidarity.admin_forms import WithdrawForm
from campaigns.solidarity.models import NameWithdrawal, PersonConcerned, TakenDownFile
from campaigns.solidarity.protected import VIEW
from campaigns.solidarity.services import withdrawal
from campaigns.solidarity.views.people import CHANGE
from campaigns.solidarity.withdrawing.scrub import neutral_wordings

KINDS = {
    "page": _("Page"),
    "draft": _("Draft"),
    "versions": _("Drafts and earlier versions"),
    "translations": _("Texts to translate"),
    "picture": _("Picture"),
    "file": _("File"),
    "address": _("Forwarded address"),
    "rows": _("Notes, labels and lists"),
    "directory": _("Person of the directory"),
}
COPIES = {
    "search_engines": _("search engines"),
    "feeds": _("feed readers"),
    "social": _("social networks that showed its card"),
    "downloads": _("whoever downloaded it, as a PDF file or a share kit"),
    "mails": _("mails that told of it"),
}


@permission_required(CHANGE)
@never_cache
def withdraw(request, pk: int):
    """Show all places; withdraw the name once that is confirmed."""
    person = get_object_or_404(PersonConcerned.objects.select_related("case"), pk=pk)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        made = withdrawal.withdraw(person=person, by=request.user, **form.cleaned_data)
        messages.success(request, _("The name is withdrawn. This is where it had been."))
        return redirect("solidarity_report", made.pk)
    found = withdrawal.places_of(person)
    context = {
        "person": person,
        "form": form,
        "places": [_in_words(vars(place)) for place in found],
        "wordings": neutral_wordings(person.wording or {}),
    }
    status = 422 if form.errors else 200
    return render(request, "solidarity/admin/withdraw.html", context, status=status)


@permission_required(VIEW)
@never_cache
def report(request, pk: int):
    """Show where a name had been that was withdrawn, and who may have kept it."""
    made = get_object_or_404(NameWithdrawal.objects.select_related("person", "by"), pk=pk)
    context = {
        "withdrawal": made,
        "places": [_in_words(place) for place in made.places],
        "files": made.files.all(),
    }
    return render(request, "solidarity/admin/report.html", context)


@permission_required(VIEW)
@never_cache
def taken_down(request, pk: int):
    """Hand out a file that was taken down, for a version without the name."""
    row = get_object_or_404(TakenDownFile, pk=pk)
    if not row.file:
        raise Http404
    return FileResponse(row.file.open("rb"), as_attachment=True, filename=row.title)


def _in_words(place: dict) -> dict:
    copies = [COPIES[code] for code in place["copies"]]
    return place | {"kind": KINDS[place["kind"]], "copies": copies}
