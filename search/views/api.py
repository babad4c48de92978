"""The same results as JSON; docs/search-api.md says what the fields mean."""

from dataclasses import replace

from django.conf import settings
from django.http import JsonResponse
from django.urls import reverse
from django.views.decorators.http import conditional_page

from search.audiences import keep_private
from search.engines.base import Hit
from search.params import Params
from search.results import Choice, SearchResults

MOST = 100


@conditional_page
def api(request):
    """Return what a search finds, as JSON."""
    results = SearchResults(Params.read(request, sizes=range(1, MOST + 1)))
    params = results.params
    response = JsonResponse(
        {
            "query": params.text,
            "language": params.language,
            "sort": params.sort,
            "page": results.page.number,
            "pages": results.page.paginator.num_pages,
            "size": params.size,
            "total": results.total,
            "sentence": results.sentence,
            "simplified": results.degraded,
            "filters": {name: list(values) for name, values in params.facets.items()},
            "facets": {
                group.name: [_value(choice) for choice in group.choices]
                for group in results.all_groups
            },
            "results": [_result(hit, results) for hit in results.hits],
            "links": _links(results),
        },
        json_dumps_params={"ensure_ascii": False},
    )
    response["X-Robots-Tag"] = "noindex"
    keep_private(response, params.audiences)
    return response


def _value(choice: Choice) -> dict:
    return {
        "value": choice.value,
        "label": choice.label,
        "count": choice.count,
        "chosen": choice.chosen,
    }


def _result(hit: Hit, results: SearchResults) -> dict:
    def terms(name: str) -> list[dict]:
        codes = hit.facets.get(name, ())
        return [{"code": code, "label": results.labels.of(name, code)} for code in codes]

    file = None
    if hit.extra.get("file"):
        file = {
            "url": _absolute(hit.extra["file"]),
            "type": hit.extra.get("extension", ""),
            "bytes": hit.extra.get("size"),
            "pages": hit.extra.get("pages"),
        }
    return {
        "id": f"{hit.kind}:{hit.object_id}:{hit.language}",
        "kind": hit.result_type,
        "kind_label": results.labels.of("kind", hit.result_type),
        "title": hit.title,
        "title_html": str(hit.title_html),
        "excerpt_html": str(hit.snippet_html),
        "url": _absolute(hit.url),
        "date": hit.date.isoformat() if hit.date else None,
        "language": hit.language,
        "languages": list(hit.languages),
        "state": hit.state,
        "outdated": hit.outdated,
        "confidential": bool(hit.extra.get("confidential")),
        "topics": terms("topic"),
        "places": terms("place"),
        "bodies": terms("body"),
        "file": file,
    }


def _links(results: SearchResults) -> dict:
    page, params = results.page, results.params

    def at(number: int) -> str:
        return _absolute(replace(params, page=number).url(reverse("search_api")))

    readable = replace(params, size=Params.size, page=1)
    return {
        "self": at(page.number),
        "first": at(1),
        "last": at(page.paginator.num_pages),
        "prev": at(page.number - 1) if page.has_previous() else None,
        "next": at(page.number + 1) if page.has_next() else None,
        "html": _absolute(readable.url(reverse("search"))),
        "feed": _absolute(readable.url(reverse("search_feed"))),
    }


def _absolute(path: str) -> str:
    return path if "://" in path else settings.BASE_URL + path
