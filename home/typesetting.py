"""Statements as PDF files."""

import datetime
import hashlib
import logging
from collections.abc import Iterator

from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import content_disposition_header, http_date, quote_etag
from django.utils.text import capfirst
from django.utils.translation import gettext, override
from wagtail.models import Site

from cms.core.models import SiteIdentity
from cms.core.shell import Shell
from cms.core.templatetags.kit import body, day, language_in_sentence
from cms.core.text import by_name
from cms.media.typeset import Entry, Fact, Paper, TypesetError, letterhead, nodes_from_html
from cms.media.typeset.pictures import picture
from home.attachments import attachment_facts
from home.banners import statement_banners

# Seconds: whatever changes in the text makes another document, so nothing grows stale.
KEEP = 86_400

logger = logging.getLogger(__name__)


def pdf_response(page, request) -> HttpResponse:
    """Return a statement as a PDF file; where none can be made, the way to its page."""
    request.page = page
    try:
        content = statement_paper(page, request).pdf(keep=KEEP)
    except TypesetError as error:
        # The page prints itself, in whatever fonts the reader has.
        logger.error("Statement %s cannot be typeset: %s", page.pk, error.detail)
        return HttpResponseRedirect(page.get_url(request))
    name = f"{page.date:%Y-%m-%d}-{page.slug}-{page.locale.language_code}.pdf"
    address = page.get_full_url(request)
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(False, name),
            "ETag": quote_etag(hashlib.sha256(content).hexdigest()[:32]),
            "Last-Modified": http_date(_changed(page).timestamp()),
            # Search engines lead to the page, which knows every language and state.
            "Link": f'<{address}>; rel="canonical"',
        },
    )


def statement_paper(page, request) -> Paper:
    """Return what stands on the paper of a statement, in its own language."""
    language = page.locale.language_code
    address = page.get_full_url(request)
    with override(language):
        kind = " ".join(filter(None, (page.get_kind_display(), page.decision_reference)))
        return Paper(
            language=language,
            title=page.title,
            dated=_changed(page).date(),
            letterhead=letterhead(SiteIdentity.of(Site.find_for_request(request))),
            line=[
                capfirst(kind),
                day(page.date),
                page.adopted_by.label if page.adopted_by else "",
            ],
            summary=page.summary,
            notices=statement_banners(page, request, Shell(request).languages, page.is_outdated),
            nodes=nodes_from_html(
                body({"page": page}, page.body, numbered=True),
                base_url=address,
                pictures=_pictures(page.body),
            ),
            end=_facts(page),
            address=address,
        )


def _changed(page) -> datetime.datetime:
    """Return when the text as it stands was published, in the site's time zone."""
    moment = page.last_published_at or datetime.datetime.combine(
        page.date, datetime.time(12), datetime.UTC
    )
    return timezone.localtime(moment, timezone.get_default_timezone())


def _pictures(stream) -> Iterator[dict]:
    """Yield the pictures of a text in their order, an empty one where it is gone."""
    for block in stream:
        if block.block_type == "image":
            try:
                image = block.value["image"]
                yield picture(image, block.value.get("crop") or "") if image else {}
            except OSError:
                yield {}


def _facts(page) -> list[Fact]:
    """Return what is said of a statement below its text."""
    adopter, contact = page.adopted_by, page.contact_name or page.contact_email
    organisations, people = page.signers()
    organisations = by_name(organisations, "name")
    signatories = [Entry(text=row.name) for row in organisations]
    signatories += [Entry(text=row.name, note=row.title) for row in people]
    return [
        Fact(gettext("Adopted by"), _texts(adopter and adopter.label, note=day(page.date))),
        Fact(gettext("Signed by"), signatories),
        Fact(gettext("Topics"), _texts(*(topic.label for topic in by_name(page.topics.all())))),
        Fact(
            gettext("Countries and regions"),
            _texts(*(row.label for row in by_name(page.places.all()))),
        ),
        Fact(
            gettext("Attachments"),
            [
                Entry(text=file["title"], url=file["url"], note=file["type"])
                for file in attachment_facts(page.attachments)
            ],
        ),
        Fact(
            gettext("Contact for the press"),
            _texts(contact, note=page.contact_email if page.contact_name else ""),
        ),
        Fact(
            gettext("Authentic language"),
            _texts(capfirst(language_in_sentence(page.authentic_language))),
        ),
        Fact(gettext("Text as of"), _texts(day(_changed(page)))),
    ]


def _texts(*texts: str, note: str = "") -> list[Entry]:
    return [Entry(text=text, note=note) for text in texts if text]
