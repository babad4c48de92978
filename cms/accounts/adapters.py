"""How allauth behaves on this site."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.userkit import filter_users_by_email
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse, translate_url
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import get_language, get_language_from_path, gettext, override
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from cms.accounts import encryption, mails, second_factor
from cms.core.models import SiteIdentity


def display_name(user) -> str:
    """Return how `user` is called on the account pages."""
    return user.name


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by invitation alone; what is said and sent is in our words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is not active."),
        "duplicate_email": _("This is your address already."),
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "email_taken": _("This address cannot be used."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_code": _("This code is not right. Codes of an app change every 30 seconds."),
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _(
            "Too many attempts failed. Please wait five minutes, or set a new password."
        ),
        "rate_limited": _("That was a little fast. Please wait a moment and try again."),
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def is_safe_url(self, url) -> bool:
        """Return whether `url` stays on this site; what is safe elsewhere does not count."""
        return super().is_safe_url(url) and not str(url).startswith("//")

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Send one of our e-mails, in the language of who gets it. KeyError for an unknown one."""
        user = context.get("user") or next(iter(filter_users_by_email(email)), None)
        mails.send(
            lambda: mails.WRITERS[template_prefix](context),
            to=email,
            language=getattr(user, "language", "") or get_language(),
            name=user.get_full_name() if user else "",
        )

    def send_notification_mail(self, template_prefix, user, context=None, email=None) -> None:
        """Tell `user` what was done to the account, at the address it had before."""
        self.send_mail(template_prefix, email or user.email, {"user": user} | (context or {}))

    def get_reauthentication_methods(self, user) -> list[dict]:
        """Return the ways to confirm who one is, in our words."""
        words = {
            "reauthenticate": _("Use your password"),
            "mfa_reauthenticate": _("Use a code from your app, or a recovery code"),
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
        }
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": words[method["id"]]} for method in methods]

    def get_login_redirect_url(self, request) -> str:
        """Return where who signed in begins: the admin, or the members' first page."""
        if request.user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        return reverse(settings.MEMBERS_HOME)

    def get_logout_redirect_url(self, request) -> str:
        return f"/{get_language()}/"

    def get_password_change_redirect_url(self, request) -> str:
        return reverse("account_overview")

    def get_email_verification_redirect_url(self, email_address) -> str:
        return reverse("account_overview")

    def post_login(self, request, user, **kwargs):
        """Go on in the person's language, by way of the second factor where it is owed."""
        response = super().post_login(request, user, **kwargs)
        if not isinstance(response, HttpResponseRedirect):
            return response
        url = in_own_language(response.url, user.language)
        second_factor.forget(request)
        with override(user.language or get_language()):
            if second_factor.is_pending(request):
                url = second_factor.pending_url(request, url)
        response["Location"] = url
        return response


def in_own_language(url: str, language: str) -> str:
    """Return `url` in `language` where the same page is sure to exist in it, else `url`."""
    if not language:
        return url
    path = url.partition("?")[0].partition("#")[0]
    # An address is understood in its own language alone.
    with override(get_language_from_path(path) or language):
        try:
            # What a published page is called in another language, only the page knows.
            if resolve(path).url_name == "wagtail_serve":
                return url
        except Resolver404:
            return url
        return translate_url(url, language)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors whose secrets are kept encrypted, and that stay where they are required."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _(
            "Your account needs a second factor. Set up another one first; then this one can go."
        ),
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.decrypt(encrypted_text)

    def can_delete_authenticator(self, authenticator) -> bool:
        """Return whether another factor would remain, or none is required."""
        others = Authenticator.objects.filter(
            user=authenticator.user_id, type__in=second_factor.FACTORS
        ).exclude(pk=authenticator.pk)
        return others.exists() or not second_factor.is_required(authenticator.user)

    def _get_site_name(self) -> str:
        # Who sees it in the app must know what it is for.
        site = Site.find_for_request(self.request)
        return (SiteIdentity.of(site).short_name if site else "") or super()._get_site_name()

    def generate_authenticator_name(self, user, type) -> str:
        return gettext("Passkey of %(day)s") % {"day": date_format(localdate())}
