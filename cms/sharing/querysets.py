"""Reads of what may be shared."""

from cms.sharing import registry


def public_page(page_id: int):
    """Return the page whole if it can be shared and anybody may read it now, else None."""
    return next(public_pages(pk=page_id), None)


def public_version(translation_key, language: str):
    """Return the page of a text in `language`, as `public_page` does."""
    return next(public_pages(translation_key=translation_key, locale__language_code=language), None)


def public_pages(**conditions):
    """Yield the pages that can be shared and that anybody may read now, each whole."""
    for model in registry.all_models():
        pages = model.objects.published().filter(**conditions)
        yield from pages.select_related("locale").iterator(chunk_size=200)
