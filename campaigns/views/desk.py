"""The desk of an appeal in the admin: its figures, its organisations, what the secretariat does."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from campaigns.admin_forms import AdmissionForm
from campaigns.appeal_pages import takes_signatures
from campaigns.errors import SigningRefused
from campaigns.forms import WithdrawalForm
from campaigns.models import Appeal, OrganisationSignature
from campaigns.public_appeals import campaign_page
from campaigns.services import organisations as services
from campaigns.signers import members_to_invite
from campaigns.statistics import charts_of_organisations, charts_of_people

A_PAGE = 100


@permission_required("campaigns.change_appeal")
def show(request, pk: int):
    """Show how the signatures came in, and the organisations one by one."""
    appeal = get_object_or_404(Appeal, pk=pk)
    rows = appeal.organisation_signatures.select_related("place").order_by("-pk")
    enters = request.user.has_perm("campaigns.add_organisationsignature")
    context = {
        "appeal": appeal,
        "phase": Appeal.Phase(appeal.phase()).label,
        "organisation_charts": charts_of_organisations(appeal),
        "people_charts": charts_of_people(appeal),
        "rows": Paginator(rows, A_PAGE).get_page(request.GET.get("p")),
        "enters": enters and not appeal.is_over(),
        "invites": enters and _invites(appeal) and members_to_invite(appeal).count(),
        "page": campaign_page(appeal),
        "withdraws": request.user.has_perm("campaigns.change_organisationsignature"),
    }
    return render(request, "campaigns/admin/desk.html", context)


def _invites(appeal: Appeal) -> bool:
    return appeal.takes_organisations() and takes_signatures(appeal)


@permission_required("campaigns.add_organisationsignature")
@require_POST
def invite(request, pk: int):
    """Send the links to all members that have neither signed nor been invited."""
    appeal = get_object_or_404(Appeal, pk=pk)
    try:
        sent = services.invite(appeal=appeal, by=request.user)
    except SigningRefused as error:
        messages.error(request, str(error))
    else:
        said = ngettext(
            "%(count)s organisation has been sent its link.",
            "%(count)s organisations have been sent their links.",
            sent,
        )
        messages.success(request, said % {"count": sent})
        if left := members_to_invite(appeal).count():
            said = ngettext(
                "%(count)s member has no representative with an account, and got none.",
                "%(count)s members have no representative with an account, and got none.",
                left,
            )
            messages.warning(request, said % {"count": left})
    return redirect("appeal_desk", pk)


@permission_required("campaigns.add_organisationsignature")
def admit(request, pk: int):
    """Enter the signature of an organisation that did not sign itself."""
    appeal = get_object_or_404(Appeal, pk=pk)
    form = AdmissionForm(request.POST or None)
    if form.is_valid():
        try:
            signature = services.admit(appeal=appeal, by=request.user, **form.cleaned_data)
        except SigningRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Entered: %(name)s.") % {"name": signature})
            return redirect("appeal_desk", pk)
    context = {"appeal": appeal, "form": form, "page_title": _("Enter a signature")}
    return render(request, "campaigns/admin/form.html", context)


@permission_required("campaigns.change_organisationsignature")
def withdraw(request, pk: int, signature: int):
    """Take the signature of an organisation back, as it asked for."""
    rows = OrganisationSignature.objects.select_related("appeal").filter(appeal=pk)
    signature = get_object_or_404(rows, pk=signature)
    form = WithdrawalForm(request.POST or None)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            services.withdraw(signature=signature, by=request.user, reason=reason)
        except SigningRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Withdrawn: %(name)s.") % {"name": signature})
            return redirect("appeal_desk", pk)
    context = {"appeal": signature.appeal, "form": form, "subject": signature}
    context["page_title"] = _("Withdraw the signature")
    return render(request, "campaigns/admin/form.html", context)
