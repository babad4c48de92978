"""Watching what is done to many pages, and beginning it."""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from cms.publishing.forms import RunForm
from cms.publishing.models import BulkRun, BulkStep
from cms.publishing.services import runs, steps

# Who may release pages together may work on many at once.
from cms.publishing.views.releases import PERMISSION, REFRESH

SHOWN = 20
LISTED = 200


@permission_required(PERMISSION)
def index(request):
    """Show the last runs; by POST, begin one."""
    form = RunForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        run = runs.start(
            action=data["action"],
            steps=steps.below(data["action"], data["page"], list(data["locales"])),
            user=request.user,
        )
        return HttpResponseRedirect(reverse("publishing_run", args=[run.pk]))
    found = BulkRun.objects.counted().select_related("user")[:SHOWN]
    context = {
        "page_title": _("Background work"),
        "form": form,
        "runs": [(run, steps.label_of(run.action)) for run in found],
    }
    return render(request, "publishing/admin/runs.html", context)


@permission_required(PERMISSION)
def watch(request, pk: int):
    """Show how far a run is, and what could not be done; the page renews itself until the end."""
    run = get_object_or_404(BulkRun.objects.counted().select_related("user"), pk=pk)
    left = run.total - run.done - run.failed
    failed = run.steps.filter(state=BulkStep.State.FAILED).select_related("page", "locale")
    context = {
        "page_title": steps.label_of(run.action),
        "run": run,
        "left": left,
        "failed_steps": failed[:LISTED],
    }
    response = render(request, "publishing/admin/run.html", context)
    if left:
        response["Refresh"] = str(REFRESH)
    return response


@require_POST
@permission_required(PERMISSION)
def carry_on(request, pk: int):
    """Take up a run that was interrupted."""
    run = get_object_or_404(BulkRun, pk=pk)
    runs.resume(run=run)
    messages.success(request, _("The work is taken up again."))
    return HttpResponseRedirect(reverse("publishing_run", args=[run.pk]))
