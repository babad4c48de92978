"""The extranet's addresses, below the language: those of every room that is installed."""

from cms.core.rooms import patterns_of

app_name = "extranet"
urlpatterns = patterns_of("extranet", "urls")
