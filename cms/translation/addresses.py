"""The address of a translation: it follows the translated title until the page is published."""

from anyascii import anyascii
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

# Who "translated" an address that follows the title; one set by a person has no such tool.
FOLLOWS_TITLE = "page title"
LONGEST = 80


def address_of(title: str) -> str:
    """Return the address that `title` makes: its letters written in ASCII, words joined."""
    slug = slugify(anyascii(title))
    return slug if len(slug) <= LONGEST else slug[:LONGEST].rsplit("-", 1)[0]


def free_address(page: Page, slug: str) -> str:
    """Return `slug`, with a number where another page beside `page` has it."""
    return find_available_slug(page.get_parent(), slug, ignore_page_id=page.pk)


def settle_address(translation: Translation) -> None:
    """Give the address of `translation` what it needs, so that nobody has to translate it.

    A page that readers have seen keeps its address, whatever becomes of its source's; before
    that it follows the translated title, unless a person has set one.
    """
    segment = (
        StringSegment.objects.filter(source_id=translation.source_id, context__path="slug")
        .select_related("context")
        .first()
    )
    page = Page.objects.filter(
        translation_key=translation.source.object_id, locale_id=translation.target_locale_id
    ).first()
    if segment is None or page is None:
        return
    kept = StringTranslation.objects.filter(
        context_id=segment.context_id, locale_id=translation.target_locale_id
    )
    current = kept.filter(translation_of_id=segment.string_id).first()
    if page.first_published_at:
        slug, tool = page.slug, current.tool_name if current else ""
        if current and not current.has_error:
            return
    else:
        by_hand = kept.exclude(tool_name=FOLLOWS_TITLE).order_by("-updated_at").first()
        if by_hand and by_hand.translation_of_id == segment.string_id and not by_hand.has_error:
            return
        title = by_hand.data if by_hand else _translated_title(translation)
        slug, tool = address_of(title), "" if by_hand else FOLLOWS_TITLE
        if not slug:
            return
        slug = free_address(page, slug)
        if current and current.data == slug and not current.has_error:
            return
    StringTranslation.objects.update_or_create(
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        locale_id=translation.target_locale_id,
        defaults={
            "data": slug,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": tool,
            "has_error": False,
            "field_error": "",
        },
    )


def _translated_title(translation: Translation) -> str:
    row = (
        StringSegment.objects.filter(source_id=translation.source_id, context__path="title")
        .annotate_translation(translation.target_locale)
        .values_list("translation", flat=True)
        .first()
    )
    return row or ""


def follow_title(instance: StringTranslation, raw: bool = False, **_kwargs) -> None:
    """Let the address follow a title that has just been translated."""
    if raw or instance.context is None or instance.context.path != "title":
        return
    for translation in _translations(instance.context.object_id, instance.locale_id):
        settle_address(translation)


def keep_address(instance: StringSegment, created: bool, raw: bool = False, **_kwargs) -> None:
    """Let the address of a page's translations stand when that of their source changes."""
    if raw or not created or instance.context.path != "slug":
        return
    for translation in instance.source.translations.filter(enabled=True):
        settle_address(translation)


def _translations(object_id, locale_id):
    return Translation.objects.filter(
        source__object_id=object_id, target_locale_id=locale_id, enabled=True
    ).select_related("source", "target_locale")
