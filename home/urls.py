"""Addresses of the public site that are not pages."""

from django.urls import path

from home.views.untranslated import untranslated

urlpatterns = [path("translations/<uuid:key>/", untranslated, name="untranslated")]
