"""Whom cases concern, and what may be published of them; for coordinators and the secretariat."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from campaigns.solidarity.admin_forms import DecisionForm, PersonForm
from campaigns.solidarity.errors import SolidarityRefused
from campaigns.solidarity.models import Case, PersonConcerned
from campaigns.solidarity.protected import VIEW
from campaigns.solidarity.services import consent
from campaigns.solidarity.views.desk import edit_form

ADD, CHANGE = "solidarity.add_personconcerned", "solidarity.change_personconcerned"


@permission_required(VIEW)
@never_cache
def show(request, pk: int):
    """Show what may be published of somebody, and everything that was decided."""
    person = get_object_or_404(PersonConcerned.objects.select_related("case", "place"), pk=pk)
    context = {
        "person": person,
        "decisions": person.decisions.select_related("recorded_by"),
        "withdrawals": person.withdrawals.select_related("by"),
    }
    return render(request, "solidarity/admin/person.html", context)


@permission_required(ADD)
@never_cache
def add(request, pk: int):
    """Add somebody whom a case concerns: nothing of them is published until that is decided."""
    case = get_object_or_404(Case, pk=pk)
    form = PersonForm(request.POST or None, instance=PersonConcerned(case=case))
    if form.is_valid():
        person = form.save()
        messages.success(request, _("Added. Now say what may be published, and who agreed."))
        return redirect("solidarity_decide", person.pk)
    return edit_form(request, case, form, _("Add a person"))


@permission_required(CHANGE)
@never_cache
def edit(request, pk: int):
    """Change how somebody is known."""
    person = get_object_or_404(PersonConcerned.objects.select_related("case"), pk=pk)
    form = PersonForm(request.POST or None, instance=person)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("solidarity_person", pk)
    return edit_form(request, person.case, form, _("Change a person"), _address(pk))


@permission_required(CHANGE)
@never_cache
def decide(request, pk: int):
    """Write down what may be published of somebody from now on."""
    person = get_object_or_404(PersonConcerned.objects.select_related("case"), pk=pk)
    shown = ("show_name", "show_picture", "show_place")
    initial = {name: getattr(person, name) for name in shown}
    form = DecisionForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            consent.decide(person=person, by=request.user, **form.cleaned_data)
        except SolidarityRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It is written down, and holds from now on."))
            return redirect("solidarity_person", pk)
    return edit_form(request, person.case, form, _("What may be published"), _address(pk))


def _address(pk: int) -> str:
    return reverse("solidarity_person", args=[pk])
