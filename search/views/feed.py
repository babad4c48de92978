"""A feed of any search, the newest first."""

import datetime
import re
from dataclasses import replace

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.http import http_date
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.views.decorators.http import conditional_page

from cms.core.feeds import AtomFeed, Category, author, identity_of
from cms.core.shell import Shell
from search.audiences import keep_private
from search.models import Entry
from search.params import PAGE_SIZE, Params
from search.results import SearchResults

NEWEST = 30
# What XML cannot say, wherever it came from.
_UNSAYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@conditional_page
def feed(request):
    """Return an Atom feed of what a search finds, by date whatever the search's own order."""
    params = replace(Params.read(request), sort="date", page=1, size=NEWEST)
    results = SearchResults(params)
    # The feed has its own order.
    params = replace(results.params, size=PAGE_SIZE, sort="relevance")
    identity = Shell(request).identity
    title = gettext("%(site)s: %(search)s") % {
        "site": identity.short_name if identity else "",
        "search": results.sentence,
    }
    atom = AtomFeed(
        title=_sayable(title),
        link=settings.BASE_URL + params.url(reverse("search")),
        description=_sayable(results.sentence),
        language=params.language,
        feed_url=settings.BASE_URL + params.url(reverse("search_feed")),
        feed_guid=identity_of("search", params.language, params.encoded()),
        author_name=author(request),
        author_link=settings.BASE_URL,
    )
    ids = [hit.entry_id for hit in results.hits]
    updated = dict(Entry.objects.filter(pk__in=ids).values_list("pk", "updated_at"))
    for hit in results.hits:
        atom.add_item(
            title=_sayable(hit.title),
            link=settings.BASE_URL + hit.url,
            description=_sayable(strip_tags(hit.snippet_html)),
            # An address may change; what a thing is does not.
            unique_id=identity_of("found", hit.kind, hit.object_id, hit.language),
            pubdate=_noon(hit.date),
            updateddate=updated.get(hit.entry_id),
            terms=[_category(results, hit)],
        )
    response = HttpResponse(atom.writeString("utf-8"), content_type=AtomFeed.content_type)
    response["Last-Modified"] = http_date(atom.latest_post_date().timestamp())
    response["X-Robots-Tag"] = "noindex"
    keep_private(response, params.audiences)
    return response


def _category(results: SearchResults, hit) -> Category:
    label = capfirst(results.labels.of("kind", hit.result_type))
    return Category("kind", hit.result_type, label)


def _sayable(text: str) -> str:
    return _UNSAYABLE.sub(" ", text)


def _noon(day: datetime.date | None) -> datetime.datetime | None:
    return datetime.datetime.combine(day, datetime.time(12), datetime.UTC) if day else None
