"""Lists that go on over several pages, each at an address of its own."""

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404


def page_or_404(paginator: Paginator, number):
    """Return the page of that number, the first where it is none; raise Http404 beyond the last."""
    try:
        return paginator.page(number)
    except PageNotAnInteger:
        return paginator.page(1)
    except EmptyPage as error:
        raise Http404 from error


def number_of(params) -> int:
    """Return the number of the page that an address asks for, 1 where it names none."""
    text = params.get("page", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 1


def further_pages(path: str, last: int) -> list[str]:
    """Return the addresses of the second to the last page of the list at `path`."""
    return [f"{path}?page={number}" for number in range(2, last + 1)]
