"""The addresses of the academy's rooms, below the language, for who has signed in."""

from cms.core.rooms import patterns_of

app_name = "academy"
urlpatterns = patterns_of("academy", "urls")
