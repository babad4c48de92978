"""The public search page."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import get_language
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend

from home.translations import attach_languages

PAGE_SIZE = 10
LONGEST_QUERY = 200


def results(request):
    """Return the page of what is published in the reader's language and holds the words."""
    query = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:LONGEST_QUERY]
    page = None
    if query:
        # Wagtail's search takes plain filters alone, so privacy is asked in Wagtail's own way.
        language = Locale.objects.filter(language_code=get_language()).first()
        rows = Page.objects.live().public().filter(locale=language, depth__gt=2)
        found = get_search_backend().search(query, rows)
        page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
        order = [hit.pk for hit in page.object_list]
        hits = Page.objects.filter(pk__in=order).specific()
        page.object_list = attach_languages(sorted(hits, key=lambda hit: order.index(hit.pk)))
    return render(request, "search/search.html", {"query": query, "page": page})
