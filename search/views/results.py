"""The search page: the public's, and in the extranet's shell that of its members."""

from dataclasses import replace
from functools import partial

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override

from search.audiences import EVERYBODY, keep_private
from search.facet_labels import ValueLabels, terms
from search.params import Params
from search.results import SearchResults
from search.services import alternatives
from search.services.counts import count_search
from search.services.find import did_you_mean, has_unknown
from search.services.picks import picked


def results(request):
    """Return the page of what is found; with htmx the same page, of which it takes its part."""
    params = Params.read(request)
    results = SearchResults(params)
    context = {
        "results": results,
        "query": results.params.text,
        "languages": _languages(results.params),
        # What a member finds may be confidential: the page says so where the extranet's pages do.
        "members": params.audiences != EVERYBODY,
        "shell": "base.html" if params.audiences == EVERYBODY else "extranet/base.html",
        "feed_url": replace(results.params, page=1, sort="relevance").url(reverse("search_feed")),
    }
    if is_first(params):
        picks = picked(params.text, params.language, params.audiences)
        # What is picked is not shown twice.
        shown = {(hit.kind, hit.object_id) for hit in picks}
        hits = [hit for hit in results.hits if (hit.kind, hit.object_id) not in shown]
        context |= {"picks": picks, "hits": hits}
    else:
        context["hits"] = results.hits
    if params.text and results.total < alternatives.FEW:
        context["other_languages"] = alternatives.other_languages(results.params)
    if params.text and (results.total < alternatives.FEW or is_misspelt(params)):
        context |= _corrected(results.params)
    if not results.total and not context.get("picks"):
        context |= _no_hits(results.params)
    response = render(request, "search/results.html", context)
    if is_first(params) and params.text and params.audiences == EVERYBODY:
        hits = max(results.total, len(context["picks"]))
        # Nobody waits for it: the answer has been sent.
        response._resource_closers.append(partial(count_search, params.text, params.language, hits))
    keep_private(response, params.audiences)
    return response


def is_first(params: Params) -> bool:
    """Return whether a search is as somebody typed it: not narrowed, its first page."""
    return params.page == 1 and not params.facets


def is_misspelt(params: Params) -> bool:
    """Return whether the first page of a search is asked for a word that no text is known to hold:
    beginnings of words may have found much nevertheless."""
    return is_first(params) and has_unknown(params.text, params.language, params.audiences)


def _corrected(params: Params) -> dict:
    """Return the search that was probably meant."""
    corrected = did_you_mean(params.text, params.language, params.audiences)
    url = Params(corrected, params.language).url(reverse("search")) if corrected else ""
    return {"corrected": corrected, "corrected_url": url}


def _no_hits(params: Params) -> dict:
    """Return what may help where nothing was found."""
    rows = terms()
    return {
        "broader": alternatives.broader(params),
        "nearest": alternatives.nearest_terms(params.text, params.language, rows),
        "latest": alternatives.latest_positions(params.language),
        "latest_labels": ValueLabels.of_rows(rows),
    }


def _languages(params: Params) -> list[dict]:
    """Return the languages of the site, each with the address of the same search in it."""
    entries = []
    for code, name in settings.WAGTAIL_CONTENT_LANGUAGES:
        with override(code):
            url = params.url(reverse("search"))
        current = code == get_language()
        entries.append(
            {"code": code, "name": name, "url": url, "current": current, "available": True}
        )
    return entries
