"""A representative who is signed in signs, approves or withdraws for an organisation."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from campaigns.appeal_pages import takes_signatures, type_of_page
from campaigns.errors import SigningRefused
from campaigns.forms import EmptyForm, WithdrawalForm
from campaigns.models import Appeal, OrganisationSignature
from campaigns.public_appeals import campaign_page
from campaigns.services import organisations as services
from campaigns.signers import organisations_of, wants_second_approval
from cms.accounts.second_factor import confirmed_required

State = OrganisationSignature.State


@never_cache
@confirmed_required
def sign_for(request, code: str, organisation: str):
    """Show where an organisation stands with an appeal, and what the reader can do; do it.

    Who may not sign for the organisation finds nothing here. Where the page stands no longer, only
    what an organisation has signed is found, to withdraw it.
    """
    organisation = organisations_of(request.user).filter(code=organisation).first()
    appeal = get_object_or_404(Appeal, code=code)
    page = campaign_page(appeal)
    if organisation is None or page is None:
        raise Http404
    signature = appeal.organisation_signatures.standing().filter(organisation=organisation).first()
    standing = takes_signatures(appeal)
    if not standing and (signature is None or signature.state == State.INVITED):
        raise Http404
    act = _act_of(standing and appeal.takes_organisations(), signature, request.user)
    form = _form(request, act)
    if request.method == "POST" and act and form.is_valid():
        try:
            _do(act, appeal, organisation, signature, request.user, form)
        except SigningRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Done. What stands now is said below."))
            return redirect(request.path)
    context = {
        "appeal": appeal,
        "page": page,
        "words": type_of_page(page).words,
        "organisation": organisation,
        "signature": signature,
        "act": act,
        "form": form,
        "second": wants_second_approval(organisation),
    }
    status = 422 if form.errors else 200
    return render(request, "campaigns/sign_for.html", context, status=status)


def _act_of(open_now: bool, signature, user) -> str:
    """Return what `user` can do next: sign, approve, withdraw, or nothing."""
    state = signature.state if signature else State.INVITED
    if state == State.INVITED:
        return "sign" if open_now else ""
    if state == State.TO_APPROVE and signature.signed_by_id != user.pk:
        return "approve" if open_now else ""
    return "withdraw"


def _form(request, act: str):
    form_class = WithdrawalForm if act == "withdraw" else EmptyForm
    # A form of a page that has grown old must not do something else than its button said.
    sent = request.method == "POST" and request.POST.get("act") == act
    return form_class(request.POST if sent else None)


def _do(act, appeal, organisation, signature, user, form) -> None:
    if act == "sign":
        services.sign(appeal=appeal, organisation=organisation, by=user)
    elif act == "approve":
        services.approve(signature=signature, by=user)
    else:
        services.withdraw(signature=signature, by=user, reason=form.cleaned_data["reason"])
