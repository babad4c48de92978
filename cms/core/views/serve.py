"""Serves the pages of the site."""

from django.http import Http404
from wagtail import views

from cms.core.front_pages import home_of


def serve(request, path: str):
    """Serve the page at `path`, routed from the home that the process keeps.

    Wagtail would read the home anew for every page, with its language and its type. Where there is
    none to route from, it does.
    """
    home = home_of(request)
    if home is not None:
        try:
            route = home.route(request, [part for part in path.split("/") if part])
        except Http404:
            route = None
        # Where `Page.route_for_request` looks first.
        request._wagtail_route_for_request = route
    return views.serve(request, path)
