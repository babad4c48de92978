"""The kit of a page: shown, a card of it, all of it in one file.

Each asks first whether anybody may read the page at this moment; nothing of it is kept for longer.
"""

import io
import zipfile

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.utils.translation import get_language

from cms.core.front_pages import published_pages
from cms.sharing import texts
from cms.sharing.models import ShareKit
from cms.sharing.querysets import public_version
from cms.sharing.services.content import gather
from cms.sharing.tasks import make_kit


def show_kit(request, key):
    """Return the page of a kit; where the text is not in this language, the way to it.

    A kit that is not there yet is made beside the request.
    """
    page = public_version(key, get_language())
    if page is None:
        if published_pages().filter(translation_key=key).exists():
            return redirect("untranslated", key)
        raise Http404
    kit = _kit(page)
    if kit is None:
        make_kit.enqueue(page.pk)
        kit = _kit(page)
    content = kit.content if kit else gather(page)
    context = {
        "shared": page,
        "kind": content["kind"],
        "line": content["line"],
        "page_url": page.get_url(request),
        "cards": texts.cards(page, kit) if kit else [],
        "texts": texts.share_texts(page, content),
        "zip_url": texts.zip_url(page),
    }
    response = render(request, "sharing/kit.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def card(request, key, code: str):
    """Return a card as a picture; 404 as soon as its page is not public."""
    kit = _kit_or_404(key)
    if code not in kit.files:
        raise Http404
    etag = quote_etag(f"{kit.digest[:32]}-{code}")
    headers = {"ETag": etag, "Cache-Control": "public, max-age=0, must-revalidate"}
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    try:
        # A file that is streamed is not kept by the cache of pages.
        return FileResponse(kit.open(code), content_type="image/jpeg", headers=headers)
    except OSError as error:
        raise Http404 from error


def kit_zip(request, key):
    """Return cards, texts and alternative texts in one file for press offices."""
    kit = _kit_or_404(key)
    page, made = kit.shown_page, kit.made_at.timetuple()[:6]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:

        def add(name: str, data: bytes | str) -> None:
            archive.writestr(zipfile.ZipInfo(name, made), data)

        try:
            for code in kit.files:
                with kit.open(code) as file:
                    add(f"{code}.jpg", file.read())
        except OSError as error:
            raise Http404 from error
        add("texts.txt", texts.text_file(page, kit.content))
        add("alt-texts.txt", texts.alt_file(kit))
    name = f"{page.slug}-{page.locale.language_code}.zip"
    return HttpResponse(
        buffer.getvalue(),
        content_type="application/zip",
        headers={
            "Content-Disposition": content_disposition_header(True, name),
            # Too large for the cache of pages, and quickly made.
            "Cache-Control": "no-store",
            "X-Robots-Tag": "noindex",
        },
    )


def _kit(page) -> ShareKit | None:
    return ShareKit.objects.filter(page=page.pk).first()


def _kit_or_404(key) -> ShareKit:
    """Return the kit of a public page, with the page as `shown_page`; else raise Http404."""
    page = public_version(key, get_language())
    kit = page and _kit(page)
    if kit is None:
        raise Http404
    kit.shown_page = page
    return kit
