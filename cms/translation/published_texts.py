"""Which translations are out of date: what was published, compared with what it was made from."""

import json

from django.db.models import QuerySet
from wagtail.models import Page

from cms.translation.models import PublishedText
from cms.translation.source import is_independent, source_page, translation_of
from cms.translation.text_comparison import page_digest, text_digest


def outdated_translations() -> QuerySet:
    """Return the published pages whose source has been published with another text since."""
    return Page.objects.filter(pk__in=PublishedText.objects.outdated().values("page_id"))


def is_outdated(page: Page) -> bool:
    """Return whether the source of `page` says something else by now; one query."""
    return PublishedText.objects.outdated().filter(page_id=page.pk).exists()


def record_published_text(page: Page) -> None:
    """Note what `page`, which has just been published, says and what it was translated from."""
    digest = page_digest(page)
    source, source_digest = _source_of(page)
    PublishedText.objects.update_or_create(
        page_id=page.pk,
        defaults={"digest": digest, "source": source, "source_digest": source_digest},
    )
    # Translations that were published before their source was now know what they stand on.
    PublishedText.objects.filter(source_id=page.pk, source_digest="").update(source_digest=digest)
    if source is None:
        PublishedText.objects.filter(
            page__translation_key=page.translation_key, source=None
        ).exclude(page_id=page.pk).update(source=page, source_digest=digest)


def _source_of(page: Page) -> tuple[Page | None, str]:
    """Return the page that `page` is a translation of, and the digest of what it said."""
    source = None if is_independent(page) else source_page(page)
    if source is None:
        return None, ""
    if translation := translation_of(page):
        content = json.loads(translation.source.content_json)
        return source, text_digest(type(page), content)
    text = PublishedText.objects.filter(page=source).first()
    return source, text.digest if text else ""
