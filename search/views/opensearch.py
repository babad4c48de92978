"""What browsers read to offer the site's search in their own search box."""

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import get_language
from wagtail.models import Site

from cms.core.models import SiteIdentity

# As long as the description may have it.
LONGEST_NAME = 16


def opensearch(request):
    """Return the OpenSearch description of the search in one language."""
    site = Site.find_for_request(request)
    identity = SiteIdentity.of(site) if site else None
    short = identity.short_name if identity else settings.WAGTAIL_SITE_NAME
    context = {
        "short_name": f"{short[: LONGEST_NAME - 3].strip()} {get_language()[:2].upper()}",
        "name": identity.name if identity else settings.WAGTAIL_SITE_NAME,
        "base": settings.BASE_URL,
        "language": get_language(),
    }
    return render(
        request,
        "search/opensearch.xml",
        context,
        content_type="application/opensearchdescription+xml; charset=utf-8",
    )
