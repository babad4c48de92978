"""What pages are, for machines: JSON-LD with the words of schema.org."""

import json
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


def as_script(data: dict) -> SafeString:
    """Return `data` as a block that no browser runs; what is empty is left out."""
    filled = {"@context": "https://schema.org"} | {key: one for key, one in data.items() if one}
    text = json.dumps(filled, ensure_ascii=False)
    # Nothing in it may end the element that holds it.
    text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


def publisher(identity) -> dict:
    """Return the alliance as the publisher of a text; its host where it has no name (yet)."""
    name = (identity and identity.name) or urlsplit(settings.BASE_URL).hostname
    return {"@type": "Organization", "name": name, "url": settings.BASE_URL}


def breadcrumb_list(crumbs: Iterable[dict], address: str, title: str) -> dict:
    """Return the trail of a page, itself at the end; `crumbs` have `title` and `url`."""
    steps = [(crumb["title"], urljoin(address, crumb["url"])) for crumb in crumbs]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": str(name), "item": url}
            for place, (name, url) in enumerate([*steps, (title, address)], start=1)
        ],
    }
