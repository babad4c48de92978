"""What statements, events and organisations are, for machines, as schema.org has it."""

from django.utils.translation import get_language

from cms.core.structured_data import publisher

PICTURE = "fill-1200x630|format-jpeg"
SCHEDULED = "https://schema.org/EventScheduled"
CANCELLED = "https://schema.org/EventCancelled"
ONLINE = "https://schema.org/OnlineEventAttendanceMode"
OFFLINE = "https://schema.org/OfflineEventAttendanceMode"
MIXED = "https://schema.org/MixedEventAttendanceMode"


def article(page, address: str, identity) -> dict:
    """Return a position as an article."""
    published = page.date.isoformat()
    by = publisher(identity)
    return {
        "@type": "Article",
        "headline": page.title,
        "description": page.meta_description,
        "datePublished": published,
        "dateModified": page.last_published_at.isoformat() if page.last_published_at else published,
        "inLanguage": get_language(),
        "url": address,
        "mainEntityOfPage": address,
        "author": by,
        "publisher": by,
        "image": _picture(page),
        "creativeWorkStatus": page.state if page.state != page.State.CURRENT else "",
    }


def event(page, address: str, identity) -> dict:
    """Return an event with its times by the clock of its place."""
    where = {}
    if page.venue or page.place:
        town = page.venue or page.place.label
        where = {
            "@type": "Place",
            "name": town,
            "address": page.place.label if page.place else town,
        }
    online = {"@type": "VirtualLocation", "url": page.online_url} if page.online_url else {}
    places = [one for one in (where, online) if one]
    return {
        "@type": "Event",
        "name": page.title,
        "description": page.meta_description,
        "startDate": page.local_start.isoformat(),
        "endDate": page.local_end.isoformat(),
        "eventStatus": CANCELLED if page.cancelled else SCHEDULED,
        "eventAttendanceMode": MIXED if len(places) > 1 else ONLINE if online else OFFLINE,
        # Required: who knows nothing better is led to the page.
        "location": places or [{"@type": "VirtualLocation", "url": address}],
        "organizer": publisher(identity),
        "inLanguage": get_language(),
        "url": address,
        "image": _picture(page),
    }


def organisation(row, address: str, identity) -> dict:
    """Return an organisation of the directory; the alliance that it belongs to by name."""
    return {
        "@type": "Organization",
        "name": row.name,
        "alternateName": row.acronym,
        "description": row.description,
        "foundingDate": str(row.founded or ""),
        "url": row.website or address,
        "mainEntityOfPage": address,
        "memberOf": publisher(identity) if row.status in ("member", "associated") else {},
        "location": {"@type": "Place", "name": row.place.label} if row.place else {},
    }


def _picture(page) -> str:
    return page.image.get_rendition(PICTURE).full_url if page.image else ""
