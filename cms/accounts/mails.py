"""The e-mails about accounts: plain words, neutral subjects, in the reader's language."""

from collections.abc import Callable
from dataclasses import dataclass
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext, override
from wagtail.models import Site

from cms.core.models import SiteIdentity


@dataclass(frozen=True)
class Mail:
    """The words of an e-mail; `link` is (text, address), `code` is to be typed somewhere.

    `more_links` stand below, for what else one may want to do.
    """

    subject: str
    paragraphs: tuple[str, ...]
    link: tuple[str, str] | None = None
    code: str = ""
    closing: tuple[str, ...] = ()
    more_links: tuple[tuple[str, str], ...] = ()


class MailRefused(Exception):
    """A mail server did not take a mail; says with which codes, and no address."""


def send(
    write: Callable[[], Mail],
    *,
    to: str,
    language: str = "",
    name: str = "",
    headers: dict[str, str] | None = None,
) -> None:
    """Send what `write` returns, written in `language`, as text and HTML to the address `to`.

    Raise MailRefused where the mail server does not take it.
    """
    with override(language or settings.LANGUAGE_CODE):
        mail = write()
        site = Site.objects.filter(is_default_site=True).first()
        identity = SiteIdentity.of(site) if site else None
        context = {"mail": mail, "name": name, "identity": identity}
        message = EmailMultiAlternatives(
            mail.subject,
            render_to_string("accounts/mail/message.txt", context),
            to=[to],
            headers=headers,
        )
        message.attach_alternative(
            render_to_string("accounts/mail/message.html", context), "text/html"
        )
        try:
            message.send()
        except SMTPException as error:
            # What a server answers repeats the address; a task that fails keeps what was raised.
            raise MailRefused(_codes_of(error)) from None


def _codes_of(error: SMTPException) -> str:
    answers = getattr(error, "recipients", {}).values()
    codes = sorted({code for code, _text in answers}) or [getattr(error, "smtp_code", "")]
    return " ".join([type(error).__name__, *map(str, codes)]).strip()


def not_you() -> str:
    """Return what to do for somebody who did not do what the e-mail is about."""
    return _("If this was not you, please set a new password and tell the secretariat at once.")


def invitation(url: str, days: int) -> Mail:
    """Return the invitation with its link."""
    return Mail(
        _("Your invitation"),
        (
            _("You have been invited to our members’ site. To begin, choose your own password."),
            ngettext(
                "The link below is for you alone. It works once, and for %(days)s day.",
                "The link below is for you alone. It works once, and for %(days)s days.",
                days,
            )
            % {"days": days},
        ),
        (_("Open your account"), url),
        closing=(
            _("If the link has expired, open it all the same: you can ask for a new one there."),
            _("If you do not know what this is about, you can ignore this message."),
        ),
    )


def reset(url: str, hours: int) -> Mail:
    """Return the link to a new password."""
    return Mail(
        _("Set a new password"),
        (
            _("Somebody, probably you, asked for a new password for your account."),
            ngettext(
                "The link below works once, and for %(hours)s hour.",
                "The link below works once, and for %(hours)s hours.",
                hours,
            )
            % {"hours": hours},
        ),
        (_("Set a new password"), url),
        closing=(_("If it was not you, ignore this message: your password stays as it is."),),
    )


def _confirm_address(context: dict) -> Mail:
    return Mail(
        _("Your confirmation code"),
        (_("Please type this code on the page where you changed your e-mail address:"),),
        code=context["code"],
        closing=(
            _("It is good for 15 minutes."),
            _("If you did not change anything, ignore this message: nothing happens without it."),
        ),
    )


def _taken_address(_context: dict) -> Mail:
    return Mail(
        _("Your e-mail address"),
        (
            _("Somebody, probably you, wanted to use this address for another account."),
            _("It belongs to an account already, so nothing was changed."),
        ),
    )


def _notice(subject: str, sentence: str) -> Callable[[dict], Mail]:
    """Return a writer of the notice of something that has been done; both texts are msgids."""

    def write(context: dict) -> Mail:
        return Mail(_(subject), (_(sentence) % context,), closing=(not_you(),))

    return write


# What allauth calls its e-mails, and how we write them.
WRITERS: dict[str, Callable[[dict], Mail]] = {
    "account/email/email_confirmation": _confirm_address,
    "account/email/email_confirmation_signup": _confirm_address,
    "account/email/account_already_exists": _taken_address,
    "account/email/email_changed": _notice(
        gettext_noop("Your e-mail address was changed"),
        gettext_noop("Your account now belongs to the address %(to_email)s."),
    ),
    "account/email/password_changed": _notice(
        gettext_noop("Your password was changed"),
        gettext_noop("The password of your account was changed."),
    ),
    "account/email/password_set": _notice(
        gettext_noop("Your password was set"),
        gettext_noop("A password was set for your account."),
    ),
    "account/email/password_reset": _notice(
        gettext_noop("Your password was changed"),
        gettext_noop("A new password was set for your account with the link that you were sent."),
    ),
    "mfa/email/totp_activated": _notice(
        gettext_noop("Your account is better protected"),
        gettext_noop("An authenticator app now belongs to your account."),
    ),
    "mfa/email/totp_deactivated": _notice(
        gettext_noop("A second factor was removed"),
        gettext_noop("The authenticator app no longer belongs to your account."),
    ),
    "mfa/email/webauthn_added": _notice(
        gettext_noop("Your account is better protected"),
        gettext_noop("A passkey now belongs to your account."),
    ),
    "mfa/email/webauthn_removed": _notice(
        gettext_noop("A second factor was removed"),
        gettext_noop("A passkey no longer belongs to your account."),
    ),
    "mfa/email/recovery_codes_generated": _notice(
        gettext_noop("New recovery codes"),
        gettext_noop("New recovery codes were made for your account. The old ones are void."),
    ),
    "accounts/second_factor_reset": _notice(
        gettext_noop("Your second factor was reset"),
        gettext_noop(
            "The secretariat has removed the second factor of your account and ended all its "
            "sessions. You will set up a new one when you sign in."
        ),
    ),
}
