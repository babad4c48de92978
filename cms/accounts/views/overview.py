"""All about one's own account, on one page."""

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from cms.accounts import panels, second_factor
from cms.accounts.forms import ProfileForm
from cms.core.personal_data import services
from cms.core.personal_data.sources import subject_of
from cms.core.views.personal_data import as_file


@login_required
def overview(request):
    """Show the account of who is signed in."""
    factors = list(Authenticator.objects.filter(user=request.user).order_by("created_at"))
    by_type = {kind: [f for f in factors if f.type == kind] for kind in Authenticator.Type.values}
    codes = by_type[Authenticator.Type.RECOVERY_CODES]
    context = {
        "app": by_type[Authenticator.Type.TOTP],
        "passkeys": by_type[Authenticator.Type.WEBAUTHN],
        "codes_left": len(codes[0].wrap().get_unused_codes()) if codes else 0,
        "has_factor": any(factor.type in second_factor.FACTORS for factor in factors),
        "required": second_factor.is_required(request.user),
        "pending": second_factor.is_pending(request),
        "session_count": UserSession.objects.filter(user=request.user).count(),
        "panels": [] if second_factor.is_pending(request) else panels.for_request(request),
    }
    return render(request, "accounts/overview.html", context)


@login_required
def profile(request):
    """Change name, language and time zone; go on in the language that was chosen."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if form.is_valid():
        user = form.save()
        with override(user.language):
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(reverse("account_overview"))
    return render(request, "accounts/profile.html", {"form": form})


@second_factor.confirmed_required
@reauthentication_required
@require_safe
def personal_data(request):
    """Hand out what is held about who is signed in, as a file, once it is sure to be them."""
    subject = subject_of(request.user.email)
    return as_file(services.export(subject=subject, by=request.user))


@login_required
def set_up_second_factor(request):
    """Let somebody who has no second factor choose one, and send others where they can use it."""
    wanted = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        wanted = ""
    if wanted:
        # Setting up takes several pages; the last of them leads on.
        request.session["after_second_factor"] = wanted
    if second_factor.has_factor(request.user):
        if second_factor.is_pending(request):
            return HttpResponseRedirect(second_factor.pending_url(request, wanted))
        return HttpResponseRedirect(reverse("mfa_index"))
    return render(
        request,
        "accounts/set_up.html",
        {"required": second_factor.is_required(request.user)},
    )


def go_on(request):
    """Lead on to where somebody was going before the second factor was set up."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("account_overview"))
    wanted = request.session.pop("after_second_factor", "")
    return HttpResponseRedirect(wanted or reverse("account_overview"))
