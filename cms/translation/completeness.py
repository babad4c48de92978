"""Translations and what they were made from: which are missing, incomplete or out of date."""

import json
import re

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.publishing.rules import Publication
from cms.translation.models import PublishedText
from cms.translation.text_comparison import page_digest, text_digest

EXCERPT = 60
_LETTER = re.compile(r"[^\W\d_]")


def outdated_translations() -> QuerySet:
    """Return the published pages whose source has been published with another text since."""
    return Page.objects.filter(pk__in=PublishedText.objects.outdated().values("page_id"))


def is_outdated(page: Page) -> bool:
    """Return whether the source of `page` says something else by now; one query."""
    return PublishedText.objects.outdated().filter(page_id=page.pk).exists()


def translation_of(page: Page) -> Translation | None:
    """Return the running translation that `page` is the target of, or None."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
        )
        .select_related("source", "target_locale")
        .first()
    )


def untranslated_texts(translation: Translation) -> list[str]:
    """Return the texts that `translation` has no valid translation for, in their order.

    An address follows from the title, and what has no letters (a mark, a year) is the same in
    every language: neither is counted.
    """
    done = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=translation.target_locale_id,
        has_error=False,
    )
    texts = (
        StringSegment.objects.filter(source_id=translation.source_id)
        .exclude(context__path="slug")
        .exclude(Exists(done))
        .order_by("order")
        .values_list("string__data", flat=True)
    )
    return [text for text in texts if _LETTER.search(re.sub(r"<[^>]+>", "", text))]


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
    others = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    if translation := translation_of(page):
        content = json.loads(translation.source.content_json)
        source = others.filter(locale_id=translation.source.locale_id).first()
        return source, text_digest(type(page), content) if source else ""
    authentic = getattr(page, "authentic_language", None)
    if authentic == page.locale.language_code:
        return None, ""
    # Copies made by hand or by an import: the authentic text is the source, else the oldest page.
    source = others.filter(locale__language_code=authentic).first() if authentic else None
    source = source or others.filter(pk__lt=page.pk).order_by("pk").first()
    text = PublishedText.objects.filter(page=source).first() if source else None
    return source, text.digest if text else ""


def incomplete(publication: Publication) -> list[str]:
    """Return why `publication` may not go out: the texts that have no translation yet."""
    translation = translation_of(publication.page)
    missing = untranslated_texts(translation) if translation else []
    if not missing:
        return []
    text = missing[0] if len(missing[0]) <= EXCERPT else missing[0][:EXCERPT].rstrip() + "…"
    reason = ngettext(
        "“%(title)s” is not published in %(language)s: %(count)d text has no translation yet: "
        "“%(text)s”. What you translated is kept.",
        "“%(title)s” is not published in %(language)s: %(count)d texts have no translation yet. "
        "The first is “%(text)s”. What you translated is kept.",
        len(missing),
    ) % {
        "title": publication.page.get_admin_display_title(),
        "language": translation.target_locale.get_display_name(),
        "count": len(missing),
        "text": text,
    }
    return [reason]
