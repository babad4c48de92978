"""Tags by which pages lead to their share kits."""

from dataclasses import dataclass

from django import template
from django.conf import settings

from cms.sharing import registry, texts
from cms.sharing.drawing import FORMATS

register = template.Library()

LINK = FORMATS["link"]


@dataclass(frozen=True)
class SocialCard:
    """The picture that other sites show beside a link."""

    full_url: str
    width: int
    height: int
    alt: str


@register.simple_tag
def social_card(page):
    """Return the card of the page's kit, else its picture at that size, or None.

    One query, or none where `shown_with` of the page type names the kit.
    """
    if registry.shareable(page) and page.live:
        kit = getattr(page, "share_kit", None)
        if kit and LINK.code in kit.files:
            url = settings.BASE_URL + texts.card_url(page, LINK.code, kit.digest)
            return SocialCard(url, LINK.width, LINK.height, texts.alt_text(kit.content))
    image = getattr(page, "image", None)
    return image and image.get_rendition(f"fill-{LINK.width}x{LINK.height}|format-jpeg")


@register.simple_tag
def share_url(page) -> str:
    """Return the address of the page's kit; empty where it has none because it is not public."""
    is_public = registry.shareable(page) and any(row.pk == page.pk for row in page.public_versions)
    return texts.kit_url(page) if is_public else ""
