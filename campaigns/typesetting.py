"""The document with which an appeal is handed over."""

from collections import defaultdict

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, override
from wagtail.models import Site

from campaigns.appeal_pages import type_of_page
from campaigns.models import Appeal, Signature
from campaigns.signatories import Signatories
from cms.core.models import BasePage, SiteIdentity
from cms.core.templatetags.kit import body, day, number_text
from cms.core.text import sort_key
from cms.directory.querysets import site_day
from cms.media.typeset import Entry, Fact, Paper, letterhead, nodes_from_html


def hand_over_paper(appeal: Appeal, page: BasePage, request) -> Paper:
    """Return what the addressee of `appeal` is handed, in the language of its `page`.

    The text, the numbers, the organisations by region, and of the people those who agreed to be
    shown; of the others their number alone.
    """
    language = page.locale.language_code
    on = appeal.handed_over_on or site_day()
    address = page.get_full_url(request)
    with override(language):
        html = body({"page": page}, page.body)
        return Paper(
            language=language,
            title=page.title,
            dated=on,
            letterhead=letterhead(SiteIdentity.of(Site.find_for_request(request))),
            line=[str(type_of_page(page).words.kind), day(on)],
            summary=page.summary,
            facts=_facts(appeal, page),
            nodes=[*nodes_from_html(html, base_url=address)],
            end=[*_organisations(appeal), *_people(appeal)],
            address=address,
        )


def _facts(appeal: Appeal, page: BasePage) -> list[Fact]:
    return [
        *(Fact(label, _texts(*said)) for label, said in type_of_page(page).asks(page)),
        Fact(gettext("Organisations"), _texts(number_text(appeal.organisations))),
        Fact(gettext("People"), _texts(number_text(appeal.people) if appeal.people_from else "")),
        Fact(gettext("Numbers as of"), _texts(day(timezone.localdate()))),
    ]


def _organisations(appeal: Appeal) -> list[Fact]:
    """Return the organisations, a fact a region and an entry a country."""
    signatories = Signatories(appeal)
    regions = {}
    for section in signatories.sections(signatories.keys):
        entries = regions.setdefault(section.region, [])
        entries.append(Entry(text="; ".join(map(str, section.rows)), note=section.label))
    return [Fact(region, entries) for region, entries in regions.items()]


def _people(appeal: Appeal) -> list[Fact]:
    """Return the people who agreed to be shown, as they agreed to: by country, in the order of
    signing. An entry a country keeps a document of thousands within what can be typeset."""
    shown = Signature.objects.shown().filter(appeal=appeal)
    by_country = defaultdict(list)
    for row in shown.order_by("number"):
        by_country[row.country.label].append(row.public_name)
    entries = [
        Entry(text=", ".join(names), note=country)
        for country, names in sorted(by_country.items(), key=lambda pair: sort_key(pair[0]))
    ]
    return [Fact(capfirst(gettext("people who are shown")), entries)]


def _texts(*texts: str) -> list[Entry]:
    return [Entry(text=text) for text in texts if text]
