"""What tests of the search share."""

from search.engines.base import Query
from search.services.find import find


def titles_found(text, language="en", **kwargs):
    """Return the titles that anybody finds now."""
    results = find(Query(text, language, **kwargs))
    assert results.total >= len(results.hits)
    return [hit.title for hit in results.hits]


def page(client, url: str) -> str:
    """Return the HTML of a page that is there."""
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def pay(add, number: int = 1, **fields):
    """Add things about pay."""
    return [add(title=f"Equal pay {n}", **fields) for n in range(number)]
