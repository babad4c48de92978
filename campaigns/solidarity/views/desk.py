"""The desk of a case in the admin: how it stands, what happened, whom it concerns."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from campaigns.solidarity.admin_forms import EventForm
from campaigns.solidarity.errors import SolidarityRefused
from campaigns.solidarity.models import Case, CaseEvent
from campaigns.solidarity.services import cases

CHANGE = "solidarity.change_case"


@permission_required(CHANGE)
def show(request, pk: int):
    """Show a case: its state, its events, its people and its declarations."""
    case = get_object_or_404(Case.objects.select_related("place"), pk=pk)
    context = {
        "case": case,
        "events": case.events.select_related("recorded_by").order_by("-date", "-pk"),
        "people": case.people.select_related("place"),
        "declarations": case.declarations.select_related("locale").order_by("-date", "pk"),
    }
    return render(request, "solidarity/admin/case.html", context)


@permission_required(CHANGE)
def event(request, pk: int):
    """Write down what happened on a day."""
    case = get_object_or_404(Case, pk=pk)
    form = EventForm(request.POST or None)
    if form.is_valid():
        try:
            cases.record_event(case=case, by=request.user, **form.cleaned_data)
        except SolidarityRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It is written down."))
            return redirect("solidarity_case", pk)
    return edit_form(request, case, form, _("Record what happened"))


@permission_required(CHANGE)
@require_POST
def take_back(request, pk: int):
    """Take an event back."""
    row = get_object_or_404(CaseEvent, pk=pk)
    try:
        cases.take_back(event=row, by=request.user)
    except SolidarityRefused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("It is taken back; readers do not see it any more."))
    return redirect("solidarity_case", row.case_id)


def edit_form(request, case: Case, form, title: str, back: str = ""):
    """Return the screen of a form about `case`; 422 where what was sent cannot be taken."""
    context = {"page_title": title, "case": case, "form": form, "back": back}
    status = 422 if form.errors else 200
    return render(request, "solidarity/admin/form.html", context, status=status)
