"""What is written to those who asked for new kits, in the language they asked for."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.accounts.mails import Mail, send
from cms.core.site_addresses import full_address
from cms.core.templatetags.kit import typeset
from cms.sharing import texts
from cms.sharing.models import KitSubscription
from cms.sharing.services.content import gather
from cms.sharing.services.subscribing import LINK_DAYS, token_of


def send_link(row: KitSubscription, token: str) -> None:
    """Send the link that confirms a subscription; without a token say that it stands."""
    send(
        lambda: _confirm(row, token) if token else _known(row),
        to=row.email,
        language=row.language,
    )


def send_kit(row: KitSubscription, page) -> None:
    """Send a new kit: what it is, where it is, and how to get no more."""
    content = gather(page)
    stop = full_address("sharing:stop", row.language, token_of(row))
    send(
        lambda: Mail(
            _("New share kit: %(title)s") % {"title": content["title"]},
            (
                typeset(f"{content['kind']} · {content['line']}".rstrip(" ·")),
                _("Cards in four formats, texts to copy and alternative texts are ready."),
            ),
            (_("Open the share kit"), settings.BASE_URL + texts.kit_url(page)),
            more_links=(
                (_("All in one file (zip)"), settings.BASE_URL + texts.zip_url(page)),
                (_("Get no more of these messages"), stop),
            ),
        ),
        to=row.email,
        language=row.language,
        # RFC 8058: mail programs offer a button that posts to this address.
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )


def _confirm(row: KitSubscription, token: str) -> Mail:
    return Mail(
        _("Please confirm: share kits by mail"),
        (
            _("Somebody, probably you, wants new share kits to be sent to this address."),
            ngettext(
                "They come once you have confirmed it. The link works once, and for %(days)s day.",
                "They come once you have confirmed it. The link works once, and for %(days)s days.",
                LINK_DAYS,
            )
            % {"days": LINK_DAYS},
        ),
        (_("Confirm"), full_address("sharing:confirm", row.language, token)),
        closing=(_("If it was not you, ignore this: nothing is sent, and the address is erased."),),
    )


def _known(row: KitSubscription) -> Mail:
    return Mail(
        _("Share kits by mail"),
        (
            _("Somebody, probably you, wants new share kits to be sent to this address."),
            _("They are already, so there is nothing to do."),
        ),
        more_links=(
            (
                _("Get no more of these messages"),
                full_address("sharing:stop", row.language, token_of(row)),
            ),
        ),
    )
