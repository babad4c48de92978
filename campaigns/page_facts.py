"""What a campaign's pages show of what belongs to it, in the language of the page."""

from django.http import Http404
from wagtail.models import Page

from campaigns.appeal_pages import type_of_page
from campaigns.models.appeal import Appeal
from campaigns.signatories import Signatories
from cms.core.paging import further_pages, page_or_404
from cms.core.text import by_name
from cms.directory.querysets import with_status
from home.attachments import attachment_facts
from home.models import EventPage, StatementPage
from home.translations import attach_languages

# Positions under a campaign's page, where its editors have not chosen more.
RELATED = 5
# The list of organisations under an appeal, below the address of its page.
SIGNATORIES = "signatories/"


def page_facts(page, request) -> dict:
    """Return what stands on a campaign's page besides its own texts."""
    topics = by_name(page.topics.all())
    statements, events = chosen_pages(page.related, page)
    # Chosen by hand first; the rest are those that have most topics in common.
    statements = list(statements)
    if topics and len(statements) < RELATED:
        rows = StatementPage.objects.beside(page).exclude(pk__in=[one.pk for one in statements])
        statements += rows.akin_to(RELATED - len(statements), topics=topics)
    files = [block for block in page.toolkit if block.block_type == "document"]
    return appeal_facts(page, request) | {
        "topics": topics,
        "partners": by_name(with_status(page.partners.all()), "name"),
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
    base_url = page.get_url(request) + SIGNATORIES
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
    paginator = signatories.paginator
    rows = page_or_404(paginator, request.GET.get("page", 1))
    page.signatories_pages = paginator.num_pages
    return facts | {"rows": rows, "sections": signatories.sections(rows.object_list)}


def signatories_last_page(page, params) -> int:
    """Return how many pages list the organisations under the appeal of a page, 0 without one."""
    appeal = Appeal.objects.of(page)
    if appeal is None:
        return 0
    return Signatories(appeal, region=params.get("region", "")).paginator.num_pages


def signatories_paths(page) -> list[str]:
    """Return the addresses of that list below the page."""
    last = signatories_last_page(page, {})
    return [SIGNATORIES, *further_pages(SIGNATORIES, last)] if last else []


def chosen_pages(related, page) -> tuple[list, list]:
    """Return the positions and the events that `related` names, in the language of `page`."""
    ids = [block["value"] for block in related.raw_data if block["value"]]
    if not ids:
        return [], []
    keys = list(Page.objects.filter(pk__in=ids).values_list("translation_key", flat=True))
    statements = StatementPage.objects.beside(page).filter(translation_key__in=keys)
    events = EventPage.objects.beside(page).filter(translation_key__in=keys)
    return statements.cards().newest_first(), events.cards().order_by("starts_at")
