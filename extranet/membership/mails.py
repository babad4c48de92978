"""The e-mails of this room: neutral subjects, nothing of what a case is about but what its reader
has written."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.accounts.mails import Mail
from extranet.membership.terms import DRAFT_DAYS


def address(name: str, token: str) -> str:
    """Return the whole address of a page with a link's token, in the active language."""
    return settings.BASE_URL.rstrip("/") + reverse(f"membership:{name}", args=[token])


def _for_you_alone() -> str:
    return _("The link is for you alone; links that we sent before no longer work.")


def begin(token: str, is_draft: bool) -> Mail:
    """Return the link to an application."""
    days = DRAFT_DAYS
    lasting = (
        ngettext(
            "You can go on with it for %(days)s day after you saved it last.",
            "You can go on with it for %(days)s days after you saved it last.",
            days,
        )
        % {"days": days}
        if is_draft
        else _("It shows where your application stands.")
    )
    return Mail(
        _("Your application for membership"),
        (
            _("Here is the link to your application. %(alone)s") % {"alone": _for_you_alone()},
            lasting,
        ),
        (_("Open the application"), address("application", token)),
        closing=(_("If you do not know what this is about, you can ignore this message."),),
    )


def received() -> Mail:
    """Return the confirmation that an application was received."""
    return Mail(
        _("We have received your application"),
        (
            _("Thank you. Your application has reached us, and will be examined."),
            _("The link that you used shows at any time where it stands."),
        ),
    )


def inquiry(token: str) -> Mail:
    """Return the word that something is missing."""
    return Mail(
        _("Your application: we ask you to add something"),
        (
            _(
                "To go on with your application we need something more from you. What it is stands "
                "on the page of your application."
            ),
            _for_you_alone(),
        ),
        (_("Open the application"), address("application", token)),
    )


def letter(token: str) -> Mail:
    """Return the word that there is a letter; what it says stands in the letter alone."""
    return Mail(
        _("Your application: a letter for you"),
        (_("There is a letter about your application for you."), _for_you_alone()),
        (_("Read the letter"), address("application", token)),
    )


def hearing(token: str) -> Mail:
    """Return the link to a statement."""
    return Mail(
        _("Your organisation is asked for a statement"),
        (
            _(
                "Your organisation is asked for a statement about its membership. What it is "
                "about, and until when you can answer, stands on the page that the link opens."
            ),
            _for_you_alone(),
        ),
        (_("Open the page"), address("hearing", token)),
    )
