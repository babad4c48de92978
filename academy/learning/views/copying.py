"""Taking lessons over from an earlier cohort, in the admin."""

from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from academy.learning.admin_forms import CopyForm
from academy.learning.services.copying import copy_lessons
from cms.core.errors import Refused


@permission_required("academy_learning.add_lesson")
def copy(request):
    """Show from which cohort to which; a POST copies."""
    form = CopyForm(request.POST or None)
    if form.is_valid():
        try:
            count = copy_lessons(**form.cleaned_data)
        except Refused as refusal:
            refusal.add_to(form)
        else:
            said = ngettext("%(count)s lesson copied.", "%(count)s lessons copied.", count)
            messages.success(request, said % {"count": count})
            return redirect("wagtailsnippets_academy_learning_lesson:list")
    return render(request, "academy_learning/admin/copy.html", {"form": form})
