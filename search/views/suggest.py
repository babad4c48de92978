"""Suggestions while one types: a list for the search box, or what browsers read."""

from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import get_language

from search import audiences
from search.facet_labels import KINDS
from search.query import clean
from search.services import find

LONGEST = 100


def suggest(request):
    """Return things whose titles go on like `q`: options as HTML, with `format=json` as
    OpenSearch suggestions."""
    text = clean(request.GET.get("q", ""))[:LONGEST]
    readers = audiences.of(request)
    found = find.suggest(text, get_language(), readers) if text else []
    if request.GET.get("format") == "json":
        response = JsonResponse(
            [
                text,
                [one.text for one in found],
                [capfirst(str(KINDS.get(one.result_type, ""))) for one in found],
                [settings.BASE_URL + one.url for one in found],
            ],
            safe=False,
            content_type="application/x-suggestions+json",
        )
    else:
        rows = [(one, KINDS.get(one.result_type, "")) for one in found]
        response = render(request, "search/suggestions.html", {"rows": rows})
    response["X-Robots-Tag"] = "noindex"
    audiences.keep_private(response, readers, max_age=60)
    return response
