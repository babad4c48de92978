"""What a campaign's pages show of what belongs to it, in the language of the page."""

from django.core.paginator import Paginator
from django.http import Http404
from wagtail.models import Page

from campaigns.appeal_pages import type_of_page
from campaigns.models.appeal import Appeal
from campaigns.signatories import Signatories
from home.attachments import attachment_facts
from home.models import EventPage, StatementPage
from home.translations import attach_languages

# Positions on the same topics, where the campaign names none itself.
RELATED = 5


def page_facts(page, request) -> dict:
    """Return what stands on a campaign's page besides its own texts."""
    topics = list(page.topics.all())
    statements, events = chosen_pages(page.related, page)
    if not statements and topics:
        named = StatementPage.topics.through.objects.filter(topic__in=topics)
        rows = StatementPage.objects.beside(page).filter(pk__in=named.values("statementpage"))
        statements = rows.newest_cards(RELATED)
    files = [block for block in page.toolkit if block.block_type == "document"]
    return appeal_facts(page, request) | {
        "topics": topics,
        "partners": page.partners.all(),
        "statements": attach_languages(statements),
        "events": attach_languages(events),
        "pictures": [block.value for block in page.toolkit if block.block_type == "image"],
        "copy_texts": [block.value for block in page.toolkit if block.block_type == "text"],
        "files": attachment_facts(files),
        "feed_url": page.get_url(request) + "feed/",
    }


def appeal_facts(page, request, region: str = "") -> dict:
    """Return the appeal that a page carries and who signed it, by region; without one, nothing."""
    appeal = Appeal.objects.of(page)
    if appeal is None:
        return {"appeal": None}
    base_url = page.get_url(request) + "signatories/"
    signatories = Signatories(appeal, base_url, region)
    return {
        "appeal": appeal,
        "words": type_of_page(page).words,
        "phase": appeal.phase(),
        "signatories": signatories,
        "signatories_url": base_url,
    }


def signatories_facts(page, request) -> dict:
    """Return the list of organisations under the appeal of a page, as the address narrows it.

    Raise Http404 where there is no appeal.
    """
    facts = appeal_facts(page, request, request.GET.get("region", ""))
    if facts["appeal"] is None:
        raise Http404
    signatories = facts["signatories"]
    rows = Paginator(signatories.keys, signatories.A_PAGE).get_page(request.GET.get("page"))
    return facts | {"rows": rows, "sections": signatories.sections(rows.object_list)}


def chosen_pages(related, page) -> tuple[list, list]:
    """Return the positions and the events that `related` names, in the language of `page`."""
    ids = [block["value"] for block in related.raw_data if block["value"]]
    if not ids:
        return [], []
    keys = list(Page.objects.filter(pk__in=ids).values_list("translation_key", flat=True))
    statements = StatementPage.objects.beside(page).filter(translation_key__in=keys)
    events = EventPage.objects.beside(page).filter(translation_key__in=keys)
    return statements.cards().newest_first(), events.cards().order_by("starts_at")
