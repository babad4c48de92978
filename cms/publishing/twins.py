"""The languages of one text: which of them leads, and which follow where it goes.

The authentic text leads, else the one that the others were translated from, else the oldest; what
is published goes before drafts.
"""

from collections.abc import Iterable

from wagtail.models import Page
from wagtail_localize.models import Translation


def versions_of(page: Page) -> list[Page]:
    """Return `page` and its translations; aliases, which show another language's text, are none."""
    rows = Page.objects.filter(translation_key=page.translation_key, alias_of__isnull=True)
    return list(rows.select_related("locale").order_by("pk"))


def leading(versions: Iterable[Page]) -> Page | None:
    """Return the version that the other `versions` of one text follow; None of nothing."""
    versions = list(versions)
    candidates = [version for version in versions if version.live] or versions
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    authentic = getattr(candidates[0].specific, "authentic_language", None)
    made = set(
        Translation.objects.filter(
            source__object_id=candidates[0].translation_key, enabled=True
        ).values_list("target_locale_id", flat=True)
    )
    return min(
        candidates,
        key=lambda one: (one.locale.language_code != authentic, one.locale_id in made, one.pk),
    )


def leads(page: Page) -> bool:
    """Return whether the other languages of `page` go where it goes."""
    return leading(versions_of(page)).pk == page.pk


def followers(page: Page) -> list[Page]:
    """Return the translations that what is done to `page` reaches: all if it leads, else none."""
    versions = versions_of(page)
    if len(versions) < 2 or leading(versions).pk != page.pk:
        return []
    return [version for version in versions if version.pk != page.pk]


def followers_of_tree(page: Page) -> list[Page]:
    """Return what follows `page` or what is below it, wherever it stands; none within another."""
    found = followers(page)
    keys = page.get_descendants().values("translation_key")
    elsewhere = Page.objects.filter(translation_key__in=keys, alias_of__isnull=True)
    for one in (page, *found):
        elsewhere = elsewhere.exclude(path__startswith=one.path)
    for version in elsewhere.order_by("path"):
        if any(version.path.startswith(one.path) for one in found):
            continue
        if leading(versions_of(version)).path.startswith(page.path):
            found.append(version)
    return found


def moves_of_followers(page: Page, parent: Page) -> list[tuple[Page, Page | None]]:
    """Return the translations that move when `page` goes below `parent`, each with where it goes.

    That is the same section in its language; None where there is none, and it stays.
    """
    if page.get_parent(update=True).pk == parent.pk:
        return []
    sections = {
        section.locale_id: section
        for section in Page.objects.filter(
            translation_key=parent.translation_key, alias_of__isnull=True
        )
    }
    pairs = [(follower, sections.get(follower.locale_id)) for follower in followers(page)]
    return [(one, to) for one, to in pairs if to is None or one.get_parent().pk != to.pk]
