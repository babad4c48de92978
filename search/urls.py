"""Addresses of the search."""

from django.urls import path

from search.views.api import api
from search.views.feed import feed
from search.views.opensearch import opensearch
from search.views.results import results
from search.views.suggest import suggest

urlpatterns = [
    path("", results, name="search"),
    path("suggest/", suggest, name="search_suggest"),
    path("feed/", feed, name="search_feed"),
    path("api/", api, name="search_api"),
    path("opensearch.xml", opensearch, name="search_opensearch"),
]
