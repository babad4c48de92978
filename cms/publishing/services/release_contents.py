"""What is in a bundle: its pages by language, what is missing, and what is not in it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from cms.publishing.drafts import would_go_out
from cms.publishing.errors import ReleaseRefused
from cms.publishing.models.release import Release, ReleaseItem
from cms.publishing.rules import refusals
from cms.publishing.wording import wording_of


@dataclass
class Entry:
    """A page of a bundle in one language: the page, if there is one, and what stands against it."""

    item: ReleaseItem
    page: Page | None
    title: str
    reasons: list[str] = field(default_factory=list)

    @property
    def language(self) -> str:
        """The name of its language."""
        return self.item.locale.get_display_name()


@transaction.atomic
def add_pages(*, release: Release, page: Page, locales: Iterable[Locale]) -> int:
    """Put `page` into `release` in the languages `locales`; return how many were new.

    Raise ReleaseRefused where the bundle is not open.
    """
    if not release.is_open:
        raise ReleaseRefused([_("Pages are added before a bundle is scheduled or released.")])
    made = [
        ReleaseItem.objects.get_or_create(
            release=release, translation_key=page.translation_key, locale=locale
        )
        for locale in locales
    ]
    return sum(created for _item, created in made)


def entries_of(release: Release) -> list[Entry]:
    """Return what is in `release`, in the order in which it goes out: parents and sources first."""
    items = list(release.items.select_related("locale", "released_revision", "previous_revision"))
    versions = Page.objects.filter(translation_key__in=[item.translation_key for item in items])
    by_key: dict = {}
    for page in versions.select_related("locale", "latest_revision__user").order_by("path"):
        by_key.setdefault(page.translation_key, {})[page.locale_id] = page
    entries = []
    for item in items:
        pages = by_key.get(item.translation_key, {})
        page = pages.get(item.locale_id)
        named = page or next(iter(pages.values()), None)
        title = named.get_admin_display_title() if named else _("A page that was deleted")
        entries.append(Entry(item, page, title))
    return sorted(entries, key=lambda entry: _position(entry.page))


def missing(release: Release, user) -> list[Entry]:
    """Return what is in `release`, each with the reasons why `user` may not release it yet."""
    entries = entries_of(release)
    inside = {entry.page.pk for entry in entries if entry.page}
    for entry in entries:
        entry.reasons = list(_reasons(entry, inside, user))
    return entries


def left_out(entries: list[Entry]) -> list[str]:
    """Return the languages of the pages with unpublished changes that are not in the bundle."""
    inside = {(entry.item.translation_key, entry.item.locale_id) for entry in entries}
    others = (
        Page.objects.filter(
            translation_key__in=[entry.item.translation_key for entry in entries],
            has_unpublished_changes=True,
        )
        .select_related("locale")
        .order_by("path")
    )
    return [
        f"{page.get_admin_display_title()} ({page.locale.get_display_name()})"
        for page in others
        if (page.translation_key, page.locale_id) not in inside
    ]


def _position(page: Page | None) -> tuple:
    """Return what sorts parents before children, and older pages, the sources, before others."""
    return (page.depth, page.pk) if page else (0, 0)


def _reasons(entry: Entry, inside: set[int], user) -> Iterable[str]:
    page, names = entry.page, {"title": entry.title, "language": entry.language}
    if page is None:
        yield _("“%(title)s” does not exist in %(language)s yet.") % names
        return
    if user is None or not page.permissions_for_user(user).can_publish():
        yield _("You may not publish “%(title)s”.") % names
        return
    draft = would_go_out(page, user)
    if draft.page.go_live_at and draft.page.go_live_at > timezone.now():
        yield _("“%(title)s” (%(language)s) has a moment of its own: take it out first.") % names
    parent = page.get_parent()
    if parent and not parent.is_root() and not parent.live and parent.pk not in inside:
        yield _("The page above “%(title)s” is not published and not in the bundle.") % names
    if entry.item.wording and draft.revision and wording_of(draft.revision) != entry.item.wording:
        yield _("“%(title)s” (%(language)s) was changed after the bundle was scheduled.") % names
    yield from refusals(draft)
