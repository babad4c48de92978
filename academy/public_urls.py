"""The academy's addresses for everybody, below the language: forms, invitations, certificates."""

from cms.core.rooms import patterns_of

app_name = "academy_public"
urlpatterns = patterns_of("academy", "public_urls")
