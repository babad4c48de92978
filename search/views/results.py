"""The search page: the public's, and in the extranet's shell that of its members."""

from dataclasses import replace
from functools import partial

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override

from search.audiences import EVERYBODY, keep_private
from search.found import Found
from search.names import Names, terms
from search.params import Params
from search.services import ways
from search.services.counts import count_search
from search.services.find import did_you_mean
from search.services.picks import picked


def results(request):
    """Return the page of what is found; with htmx the same page, of which it takes its part."""
    params = Params.read(request)
    found = Found(params)
    context = {
        "found": found,
        "query": found.params.text,
        "languages": _languages(found.params),
        # What a member finds may be confidential: the page says so where the extranet's pages do.
        "members": params.audiences != EVERYBODY,
        "shell": "base.html" if params.audiences == EVERYBODY else "extranet/base.html",
        "feed_url": replace(found.params, page=1, sort="relevance").url(reverse("search_feed")),
    }
    if is_first(params):
        picks = picked(params.text, params.language, params.audiences)
        # What is picked is not shown twice.
        shown = {(hit.kind, hit.object_id) for hit in picks}
        hits = [hit for hit in found.results.hits if (hit.kind, hit.object_id) not in shown]
        context |= {"picks": picks, "hits": hits}
    else:
        context["hits"] = found.results.hits
    if params.text and found.results.total < ways.FEW:
        context["other_languages"] = ways.other_languages(found.params)
        context |= _meant(found.params)
    if not found.results.total and not context.get("picks"):
        context |= _no_hits(found.params)
    response = render(request, "search/results.html", context)
    if is_first(params) and params.text and params.audiences == EVERYBODY:
        hits = max(found.results.total, len(context["picks"]))
        # Nobody waits for it: the answer has been sent.
        response._resource_closers.append(partial(count_search, params.text, params.language, hits))
    keep_private(response, params.audiences)
    return response


def is_first(params: Params) -> bool:
    """Return whether a search is as somebody typed it: not narrowed, its first page."""
    return params.page == 1 and not params.facets


def _meant(params: Params) -> dict:
    """Return the search that was probably meant."""
    meant = did_you_mean(params.text, params.language, params.audiences)
    url = Params(meant, params.language).url(reverse("search")) if meant else ""
    return {"meant": meant, "meant_url": url}


def _no_hits(params: Params) -> dict:
    """Return what may help where nothing was found."""
    rows = terms()
    return {
        "broader": ways.broader(params),
        "nearest": ways.nearest_terms(params.text, params.language, rows),
        "latest": ways.latest_positions(params.language),
        "latest_names": Names.of_rows(rows),
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
