"""Addresses of appeals that are not pages."""

from campaigns import organisation_urls, signing_urls

app_name = "campaigns"
urlpatterns = [*organisation_urls.urlpatterns, *signing_urls.urlpatterns]
