"""Addresses of the search."""

from django.urls import path

from search.views.results import results

urlpatterns = [path("", results, name="search")]
