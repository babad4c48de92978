"""The conditions of an election and what it came to, in words."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.taxonomy.models import Place
from extranet.ballots.counting.quota import MAN, WOMAN
from extranet.ballots.models import Election

Parity = Election.Parity


def region_names(codes: Iterable[str]) -> dict[str, str]:
    """Return the names of regions by their codes, in the active language; one query at most."""
    codes = set(codes)
    rows = Place.objects.filter(code__in=codes) if codes else ()
    return {row.code: row.label for row in rows}


def conditions(election: Election, regions: dict[str, str]) -> list[dict]:
    """Return what candidates rely on as facts for the component `fact-list`."""
    told = [
        (_("Electing body"), [election.body.label]),
        (_("Body to be filled"), [election.seats_of.label]),
        (_("Elected as"), [election.get_role_display()]),
        (_("Seats"), _seats(election)),
        (_("Women and men"), _parity(election)),
        (_("Regions"), _regions(election, regions)),
        (_("Co-opted seats"), _co_opted(election)),
        (_("Mandates"), [_term(election)]),
        (_("Order of the candidates"), [_order(election)]),
    ]
    return [{"term": term, "entries": [{"text": text} for text in texts]} for term, texts in told]


def _seats(election: Election) -> list[str]:
    said = [
        ngettext("%(count)s seat is filled", "%(count)s seats are filled", election.seats)
        % {"count": election.seats}
    ]
    if election.cap is not None:
        said.append(
            ngettext(
                "the body has %(count)s seat at most",
                "the body has %(count)s seats at most",
                election.cap,
            )
            % {"count": election.cap}
        )
    return said


def _parity(election: Election) -> list[str]:
    said = []
    if election.parity == Parity.PAIR:
        said.append(_("each organisation names a woman and a man"))
        alone = _("one alone, if it says why") if election.may_name_one else _("nobody alone")
        said.append(alone)
    elif election.parity == Parity.LISTS:
        said.append(_("half of the seats are for women, half for men; an odd one is for all"))
    elif election.parity == Parity.QUOTA:
        said += [kept_for(WOMAN, election.kept_women), kept_for(MAN, election.kept_men)]
    return [text for text in said if text]


def _regions(election: Election, names: dict[str, str]) -> list[str]:
    return [
        ngettext(
            "%(region)s: %(count)s seat is kept", "%(region)s: %(count)s seats are kept", number
        )
        % {"region": names.get(code, code), "count": number}
        for code, number in sorted(election.regions.items())
    ]


def _co_opted(election: Election) -> list[str]:
    if not election.co_opted:
        return []
    said = str(election.co_opted)
    counted = _("counted among the seats of the body") if election.co_opted_in_cap else _("beside")
    return [f"{said}, {counted}"]


def _term(election: Election) -> str:
    first = _("from the day after the result")
    if election.mandates_from:
        first = _("from %(day)s") % {"day": date_format(election.mandates_from)}
    if election.mandates_until:
        return _("%(first)s until %(day)s") % {
            "first": first,
            "day": date_format(election.mandates_until),
        }
    months = ngettext("%(count)s month", "%(count)s months", election.term_months)
    return _("%(first)s, for %(months)s") % {
        "first": first,
        "months": months % {"count": election.term_months},
    }


def _order(election: Election) -> str:
    if election.order == Election.Order.LOT:
        return election.lot_note or _("by lot, which is still to be drawn")
    return _("alphabetical")


def kept_for(gender: str, number: int) -> str:
    """Return how many seats are kept for women or for men, in words; nothing for none."""
    if not number:
        return ""
    if gender == WOMAN:
        text = ngettext(
            "%(count)s seat is kept for women", "%(count)s seats are kept for women", number
        )
    else:
        text = ngettext(
            "%(count)s seat is kept for men", "%(count)s seats are kept for men", number
        )
    return text % {"count": number}


def empty_in_words(empty: dict, regions: dict[str, str]) -> list[str]:
    """Return which seats stay empty, as sentences; none where all are filled."""
    number = empty.get("seats", 0)
    if not number:
        return []
    said = [
        ngettext("%(count)s seat stays empty.", "%(count)s seats stay empty.", number)
        % {"count": number}
    ]
    for gender, missing in sorted(empty["genders"].items(), reverse=True):
        if gender == WOMAN:
            text = ngettext(
                "Of these %(count)s is kept for women.",
                "Of these %(count)s are kept for women.",
                missing,
            )
        else:
            text = ngettext(
                "Of these %(count)s is kept for men.",
                "Of these %(count)s are kept for men.",
                missing,
            )
        said.append(text % {"count": missing})
    for code, missing in sorted(empty["regions"].items()):
        text = ngettext(
            "Of these %(count)s is kept for a region: %(region)s.",
            "Of these %(count)s are kept for a region: %(region)s.",
            missing,
        )
        said.append(text % {"count": missing, "region": regions.get(code, code)})
    return said
