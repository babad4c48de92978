"""Makes the kits of pages, and takes them away."""

import logging
import secrets
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from wagtail.models import Page

from cms.sharing.drawing import FORMATS, MissingGlyph, draw
from cms.sharing.models import ShareKit
from cms.sharing.querysets import public_page, public_pages
from cms.sharing.services import announcing
from cms.sharing.services.content import card_content, digest, gather, kept, look

logger = logging.getLogger(__name__)

# A page that changes while its cards are drawn is drawn again, so many times.
ATTEMPTS = 3


def make(*, page_id: int, anew: bool = False) -> bool:
    """See to it that the kit of a page is what the page says; return whether one was drawn.

    Of a page that is not public what there is goes. `anew` draws even what is up to date. A title
    that no font can draw leaves the page without a kit, and the log says so.
    """
    for _attempt in range(ATTEMPTS):
        page = public_page(page_id)
        if page is None:
            forget([page_id])
            return False
        content = gather(page)
        wanted = digest(content)
        if not anew and ShareKit.objects.filter(page=page_id, digest=wanted).exists():
            return False
        try:
            files = _draw(page, content)
        except MissingGlyph as error:
            logger.error(
                "The cards of page %s cannot be drawn: no font has %r.", page_id, *error.args
            )
            forget([page_id])
            return False
        if _store(page_id, wanted, kept(content), files, anew):
            return True
        _remove(files)
    logger.warning("Page %s changes faster than its cards are drawn.", page_id)
    return False


def make_missing(*, newest: int | None = None) -> int:
    """Make the kits that lack or are out of date, or only those of so many newest pages; take away
    those of pages that are not public. Return how many were drawn."""
    days = {page.pk: gather(page)["day"] for page in public_pages()}
    forget(ShareKit.objects.exclude(page__in=days).values_list("page_id", flat=True))
    wanted = sorted(days, key=lambda pk: (days[pk], pk), reverse=True)[:newest]
    return sum(make(page_id=pk) for pk in wanted)


def forget(page_ids: Iterable[int]) -> int:
    """Delete the kits of pages, with their files, at once; return how many there were.

    Whoever withdraws a name calls this once it stands in no page any more; the kits are then made
    anew by `make`.
    """
    kits = ShareKit.objects.filter(page__in=list(page_ids))
    count = kits.count()
    if count:
        kits.delete()
    return count


def remove_files(kit: ShareKit) -> None:
    """Delete the files of a kit once it is certain that it is gone."""
    transaction.on_commit(lambda: _remove(kit.files))


def _draw(page, content: dict) -> dict[str, str]:
    """Draw and save the cards; return the names of their files by format. Raise MissingGlyph."""
    card, whose = card_content(content), look(page, content)
    drawn = {code: draw(card, whose, form) for code, form in FORMATS.items()}
    folder = f"share-kits/{page.pk}/{secrets.token_hex(8)}"
    storage = storages["private"]
    return {
        code: storage.save(f"{folder}/{code}.jpg", ContentFile(data))
        for code, data in drawn.items()
    }


@transaction.atomic
def _store(page_id: int, drawn: str, content: dict, files: dict[str, str], anew: bool) -> bool:
    """Make the files the kit of the page; return whether they are: not where the page says
    something else by now, nor where somebody else was faster."""
    # Two who draw the same page wait here, and so does who publishes it.
    Page.objects.select_for_update(of=("self",)).filter(pk=page_id).first()
    page = public_page(page_id)
    if page is None or digest(gather(page)) != drawn:
        return False
    kit = ShareKit.objects.filter(page=page_id).first()
    if kit and kit.digest == drawn and not anew:
        return False
    if kit:
        remove_files(ShareKit(files=kit.files))
    kit = kit or ShareKit(page_id=page_id)
    kit.digest, kit.content, kit.files = drawn, content, files
    kit.save()
    announcing.announce(kit)
    return True


def _remove(files: dict[str, str]) -> None:
    for name in files.values():
        storages["private"].delete(name)
