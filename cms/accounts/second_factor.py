"""Who must prove twice that it is them, and who has done so in this session."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.urls import reverse

from cms.accounts.models import User
from cms.accounts.roles import ROLES
from cms.accounts.views.errors import session_ended

# Recovery codes stand in for a factor that is lost, and are none of their own.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

_hooks: list[Callable[[User], bool]] = []


def requires(hook: Callable[[User], bool]) -> Callable[[User], bool]:
    """Register `hook(user) -> bool`, which says whether somebody needs a second factor.

    Return `hook` itself, so that this serves as a decorator too. It is asked on requests of
    people who have not proven a second factor, and may cost a query.
    """
    if hook not in _hooks:
        _hooks.append(hook)
    return hook


def is_required(user) -> bool:
    """Return whether `user` needs a second factor: staff, the secretariat, whom a hook names."""
    if not user.is_authenticated:
        return False
    return user.is_superuser or _is_staff(user) or any(hook(user) for hook in _hooks)


def _is_staff(user) -> bool:
    """Return whether `user` may enter Wagtail's admin or belongs to the secretariat: one query."""
    enters = {"codename": "access_admin", "content_type__app_label": "wagtailadmin"}
    by_group = {f"groups__permissions__{key}": value for key, value in enters.items()}
    by_user = {f"user_permissions__{key}": value for key, value in enters.items()}
    secretariat = Q(groups__name=ROLES["secretariat"].name)
    return User.objects.filter(
        secretariat | Q(**by_group) | Q(**by_user), pk=user.pk, is_active=True
    ).exists()


def has_factor(user) -> bool:
    """Return whether `user` has set up a second factor: an app or a passkey."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists()


def signed_in_user(request):
    """Return who signed in, confirmed or not; `request.user` is nobody while it is pending."""
    return getattr(request, "signed_in_user", request.user)


def is_confirmed(request) -> bool:
    """Return whether somebody is signed in, and used a second factor where one is required.

    Asked once a request. A factor that was taken away since the session used it counts no more.
    """
    user = signed_in_user(request)
    if not user.is_authenticated:
        return False
    known = getattr(request, "_second_factor_confirmed", None)
    if known is None or known[0] != user.pk:
        known = (user.pk, (_used(request, user) and has_factor(user)) or not is_required(user))
        request._second_factor_confirmed = known
    return known[1]


def is_pending(request) -> bool:
    """Return whether somebody signed in who still owes a second factor."""
    return signed_in_user(request).is_authenticated and not is_confirmed(request)


def _used(request, user) -> bool:
    return any(
        record.get("method") == "mfa" for record in get_authentication_records(request, user)
    )


def forget(request) -> None:
    """Let the next question look again: what the answer hangs on has changed in this request."""
    request.__dict__.pop("_second_factor_confirmed", None)


def pending_url(request, next_url: str = "") -> str:
    """Return where somebody who owes a second factor is sent: to confirm it, or to set it up."""
    user = signed_in_user(request)
    if not has_factor(user):
        url = reverse("account_second_factor")
    elif Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        url = reverse("mfa_reauthenticate")
    else:
        url = reverse("mfa_reauthenticate_webauthn")
    return f"{url}?{urlencode({REDIRECT_FIELD_NAME: next_url})}" if next_url else url


def confirmed_required(view):
    """Let only those see `view` who are signed in, and confirmed where that is required.

    Everybody else is sent to sign in, or to the second factor, and back afterwards; a text that
    was typed before the session ended is given back first.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if is_confirmed(request):
            return view(request, *args, **kwargs)
        if request.method == "POST" and (answer := session_ended(request)):
            return answer
        here = request.get_full_path()
        if is_pending(request):
            return HttpResponseRedirect(pending_url(request, here))
        return redirect_to_login(here)

    return guarded
