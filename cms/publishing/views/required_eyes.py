"""The setting of how many people must stand behind each kind of page."""

from django import forms
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from cms.publishing.kinds import Kind, kinds
from cms.publishing.models.required_eyes import MOST, RequiredEyes
from cms.publishing.services.required_eyes import require

PERMISSION = "publishing.change_requiredeyes"


def _form_class(known: list[Kind], rows: dict[str, int]):
    choices = [
        (number, ngettext("%(count)d person", "%(count)d people", number) % {"count": number})
        for number in range(1, MOST + 1)
    ]
    fields = {
        kind.code: forms.TypedChoiceField(
            label=kind.label,
            choices=choices,
            coerce=int,
            initial=rows.get(kind.code, kind.people),
        )
        for kind in known
    }
    return type("RequiredEyesForm", (forms.Form,), fields)


@permission_required(PERMISSION)
def required_eyes(request):
    """Show and change the setting."""
    known = kinds()
    rows = dict(RequiredEyes.objects.values_list("kind", "people"))
    form = _form_class(known, rows)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        require(people=form.cleaned_data, user=request.user)
        messages.success(request, _("How many people each kind needs is saved."))
        return HttpResponseRedirect(reverse("publishing_required_eyes"))
    context = {"page_title": _("Who must approve"), "form": form}
    return render(request, "publishing/admin/required_eyes.html", context)
