"""The rules of a body as sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.directory.models import BodyRule

Kind = BodyRule.Kind


def label_of(rule: BodyRule) -> str:
    """Return a rule as a sentence in the active language."""
    number = rule.value
    if rule.kind == Kind.SECOND_FACTOR:
        return _("A second factor at sign-in") if number else _("No second factor is required")
    sentences = {
        Kind.SEATS: lambda: ngettext("%(n)s seat at most", "%(n)s seats at most", number),
        Kind.TERM: lambda: ngettext(
            "A mandate lasts %(n)s month at most", "A mandate lasts %(n)s months at most", number
        ),
        Kind.PARITY: lambda: _("Women and men differ by %(n)s at most"),
        Kind.NOTICE: lambda: ngettext(
            "%(n)s day of notice before a meeting",
            "%(n)s days of notice before a meeting",
            number,
        ),
        Kind.MEETINGS: lambda: ngettext(
            "%(n)s meeting a year at least", "%(n)s meetings a year at least", number
        ),
        Kind.EXTRAORDINARY: lambda: _("%(n)s%% can demand an extraordinary meeting"),
        Kind.CONVENE_WITHIN: lambda: ngettext(
            "A meeting that was demanded is convened within %(n)s day",
            "A meeting that was demanded is convened within %(n)s days",
            number,
        ),
    }
    known = sentences.get(rule.kind)
    return known() % {"n": number} if known else str(rule)
