"""What a kit says: gathered from the page and the site, and known again by its digest."""

import hashlib
import io
import json

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import override
from PIL import Image, UnidentifiedImageError
from wagtail.models import Site

from cms.core.models import SiteIdentity
from cms.core.templatetags.kit import site_of, typeset
from cms.core.text import tidy
from cms.media.typeset import TypesetError, letterhead
from cms.media.typeset.engine import raster
from cms.sharing import registry
from cms.sharing.drawing import RENDERER, CardContent, Look

# The emblem is drawn once, as large as the largest card needs it.
EMBLEM_HEIGHT = 200


def gather(page) -> dict:
    """Return what the kit of `page` shows, as plain values: equal exactly while that is the same.

    `day` and `over` say whether it may be announced.
    """
    shareable = registry.shareable(page)
    language = page.locale.language_code
    with override(language):
        identity = _identity(page)
        texts = shareable.texts(page)
        image = getattr(page, "image", None)
        return {
            "language": language,
            "kind": capfirst(tidy(str(shareable.kind_label(page)))),
            "title": tidy(page.title),
            "line": tidy(texts.line),
            "summary": tidy(page.summary),
            "hashtags": tidy(texts.hashtags),
            "on_accent": texts.on_accent,
            "name": identity["name"],
            "short_name": identity["short_name"],
            "accent": identity["accent"],
            "emblem": identity["emblem"],
            "site": site_of(settings.BASE_URL),
            "picture": _picture_facts(image),
            "day": texts.day.isoformat(),
            "over": texts.over,
        }


def digest(content: dict) -> str:
    """Return what tells one kit from another."""
    text = json.dumps([RENDERER, content], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def kept(content: dict) -> dict:
    """Return what of the content is stored with a kit: all but the drawing of the emblem."""
    return {name: value for name, value in content.items() if name != "emblem"}


def card_content(content: dict) -> CardContent:
    """Return what stands on a card, with the spaces of its language."""
    with override(content["language"]):
        return CardContent(
            language=content["language"],
            kind=typeset(content["kind"]),
            title=typeset(content["title"]),
            line=typeset(content["line"]),
            on_accent=content["on_accent"],
        )


def look(page, content: dict) -> Look:
    """Return whose card it is, the emblem and the picture read; those that cannot be are left
    out."""
    image = getattr(page, "image", None)
    picture, focus = _picture(image) if content["picture"] else (None, (0.5, 0.5))
    return Look(
        name=content["name"] or content["site"],
        site=content["site"],
        accent=content["accent"],
        emblem=_emblem(content["emblem"]),
        picture=picture,
        focus=focus,
    )


def _identity(page) -> dict:
    site = page.get_site() or Site.objects.filter(is_default_site=True).first()
    return letterhead(SiteIdentity.of(site))


def _emblem(svg: str) -> Image.Image | None:
    try:
        return Image.open(io.BytesIO(raster(svg, EMBLEM_HEIGHT))).convert("RGBA") if svg else None
    except TypesetError:
        return None


def _picture_facts(image) -> list:
    """Return what tells one picture from another, and where its focal point is."""
    if image is None:
        return []
    return [image.pk, image.get_file_hash(), *(getattr(image, name) for name in _FOCUS)]


_FOCUS = ("focal_point_x", "focal_point_y")


def _picture(image) -> tuple[Image.Image | None, tuple[float, float]]:
    try:
        with image.file.open("rb") as file:
            picture = Image.open(file)
            # A JPEG is read at no more than it needs.
            picture.draft("RGB", (1600, 1600))
            picture = picture.convert("RGB")
    except (OSError, UnidentifiedImageError):
        return None, (0.5, 0.5)
    x, y = (getattr(image, name) for name in _FOCUS)
    if x is None or y is None:
        return picture, (0.5, 0.5)
    return picture, (min(1, x / image.width), min(1, y / image.height))
