"""What is held about one person: looked up, handed out, erased. All by POST, so that no address of
a person stands in an address of a page, and so in a log of the server."""

import json

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from cms.core.personal_data import services
from cms.core.personal_data.sources import find_subjects, subject_of

PERMISSION = "core.handle_personal_data"


def as_file(export: dict) -> HttpResponse:
    """Return `export` as a JSON file to keep, whose name tells nothing."""
    response = HttpResponse(
        json.dumps(export, ensure_ascii=False, indent=2) + "\n",
        content_type="application/json; charset=utf-8",
    )
    name = f"personal-data-{export['made_at'][:10]}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    return response


@permission_required(PERMISSION)
@never_cache
@sensitive_post_parameters("query")
def find(request):
    """Ask whom it is about; show who may be meant, or what is held where it is one alone."""
    query = request.POST.get("query", "").strip()
    subjects = find_subjects(query)
    context = {"page_title": _("Personal data"), "query": query, "subjects": subjects}
    if len(subjects) == 1:
        subject = subjects[0]
        context |= {
            "subject": subject,
            "holdings": services.look_up(subject=subject, by=request.user),
            "history": services.history(subject),
        }
    return render(request, "core/personal_data/find.html", context)


@permission_required(PERMISSION)
@require_POST
@sensitive_post_parameters("key")
def download(request):
    """Hand out what is held, as a file."""
    subject = subject_of(request.POST.get("key", ""))
    if subject is None:
        return _nobody(request)
    return as_file(services.export(subject=subject, by=request.user))


@permission_required(PERMISSION)
@require_POST
@never_cache
@sensitive_post_parameters("key")
def erase(request):
    """Ask, and erase when it is confirmed."""
    subject = subject_of(request.POST.get("key", ""))
    if subject is None:
        return _nobody(request)
    if "confirmed" not in request.POST:
        found = services.erase(subject=subject, by=request.user, dry_run=True)
        context = {"page_title": _("Erase personal data"), "subject": subject, "holdings": found}
        return render(request, "core/personal_data/erase.html", context)
    found = services.erase(subject=subject, by=request.user)
    erased = sum(holding.erasable for holding in found)
    said = ngettext("%(count)s entry was erased.", "%(count)s entries were erased.", erased)
    messages.success(request, said % {"count": erased})
    if kept := sum(holding.kept_count for holding in found):
        said = ngettext("%(count)s entry is kept.", "%(count)s entries are kept.", kept)
        messages.warning(request, said % {"count": kept})
    return HttpResponseRedirect(reverse("personal_data"))


def _nobody(request):
    messages.error(request, _("Nobody is found by this any more."))
    return HttpResponseRedirect(reverse("personal_data"))
