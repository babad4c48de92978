"""What is written to people who sign, in the language in which they did.

Before somebody has confirmed, a mail repeats nothing that was typed into the form: the form could
be used to send a stranger's words to anybody.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import Signature
from campaigns.services import own_page
from cms.accounts.mails import Mail, send
from cms.core.labels import pick
from cms.core.site_addresses import full_address


def send_confirmation(signature: Signature, token: str, days: int) -> None:
    """Send the link by which the signature is confirmed."""
    url = full_address("campaigns:confirm", signature.language, token)
    _send(
        signature,
        lambda title: Mail(
            _("Please confirm your signature"),
            (
                _("Somebody, probably you, wants to sign “%(title)s” with this address.")
                % {"title": title},
                ngettext(
                    "It counts once you have confirmed it. The link works once, and for "
                    "%(days)s day.",
                    "It counts once you have confirmed it. The link works once, and for "
                    "%(days)s days.",
                    days,
                )
                % {"days": days},
            ),
            (_("Confirm my signature"), url),
            closing=(_("If it was not you, ignore this message: nothing is counted or shown."),),
            more_links=(_mine(signature, _("Have this address erased now")),),
        ),
    )


def send_known(signature: Signature) -> None:
    """Say that this address has signed already."""
    _send(
        signature,
        lambda title: Mail(
            _("Your signature"),
            (
                _("Somebody, probably you, wants to sign “%(title)s” with this address.")
                % {"title": title},
                _("You have signed it already, so there is nothing to do. Thank you."),
            ),
            more_links=(_mine(signature, _("See, change or withdraw my signature")),),
        ),
    )


def send_thanks(signature: Signature) -> None:
    """Thank for a signature that is counted now, and offer a text to share."""
    _send(
        signature,
        lambda title: Mail(
            _("Thank you for signing"),
            (
                _("You have signed “%(title)s”. Yours is signature number %(number)s.")
                % {"title": title, "number": signature.number},
                _("Every signature counts for more when others see it. A text to share:"),
                share_text(signature, title),
            ),
            more_links=(_mine(signature, _("See, change or withdraw my signature")),),
        ),
        name=signature.given_name,
    )


def share_text(signature: Signature, title: str) -> str:
    """Return what one may tell others in the active language, with the address of the form."""
    url = (
        full_address("campaigns:sign_as_person", signature.language, signature.appeal.code)
        + "?from=thanks"
    )
    return _("I have signed “%(title)s”. Sign it too: %(url)s") % {"title": title, "url": url}


def _mine(signature: Signature, text: str) -> tuple[str, str]:
    url = full_address("campaigns:mine", signature.language, own_page.token_of(signature))
    return text, url


def _send(signature: Signature, write, name: str = "") -> None:
    send(
        lambda: write(pick(signature.appeal.titles)),
        to=signature.email,
        language=signature.language,
        name=name,
    )
