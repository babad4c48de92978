"""The desk of a cohort in the admin: where it stands, who teaches, what the staff does with it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from academy.core.admin_forms import TrainerForm
from academy.core.models import Cohort, Enrolment, Trainer
from academy.core.services import cohorts as services
from cms.core.errors import Refused

# What can be done, by its name in the address: the service and what is said afterwards.
ACTS = {
    "publish": (services.publish, gettext_lazy("The cohort is shown.")),
    "open": (services.open_cohort, gettext_lazy("The cohort is open; its rules are frozen.")),
}


@permission_required("academy.change_cohort")
def show(request, pk: int):
    """Show where a cohort stands; a POST adds somebody who teaches it."""
    cohort = get_object_or_404(Cohort.objects.select_related("course"), pk=pk)
    form = TrainerForm(request.POST or None)
    if form.is_valid():
        try:
            trainer = services.add_trainer(cohort=cohort, by=request.user, **form.cleaned_data)
        except Refused as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, _("Added: %(name)s.") % {"name": trainer})
            return redirect("cohort_desk", pk)
    states = Enrolment.objects.filter(cohort=cohort).values_list("state", flat=True)
    states = list(states)
    context = {
        "cohort": cohort,
        "phase": Cohort.Phase(cohort.phase()).label,
        "trainers": cohort.trainers.select_related("user"),
        "form": form,
        "edit_url": reverse("wagtailsnippets_academy_cohort:edit", args=[pk]),
        "figures": [
            (label, states.count(state))
            for state, label in Enrolment.State.choices
            if state in states
        ],
    }
    return render(request, "academy/admin/cohort.html", context)


@permission_required("academy.change_cohort")
@require_POST
def act(request, pk: int, name: str):
    """Show a cohort, or open it."""
    if name not in ACTS:
        raise Http404
    cohort = get_object_or_404(Cohort, pk=pk)
    service, said = ACTS[name]
    try:
        service(cohort=cohort, by=request.user)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect("cohort_desk", pk)


@permission_required("academy.change_cohort")
@require_POST
def remove_trainer(request, pk: int, trainer: int):
    """Take the cohort from somebody who taught it."""
    row = get_object_or_404(Trainer.objects.select_related("user"), cohort=pk, pk=trainer)
    services.remove_trainer(trainer=row, by=request.user)
    messages.success(request, _("%(name)s no longer teaches the cohort.") % {"name": row})
    return redirect("cohort_desk", pk)
