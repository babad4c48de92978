"""Addresses of share kits, below the language."""

from django.urls import path

from cms.sharing.views import kit, subscription

app_name = "sharing"

urlpatterns = [
    path("mails/", subscription.SubscribeView.as_view(), name="subscribe"),
    path("mails/sent/", subscription.SentView.as_view(), name="sent"),
    path("mails/confirm/<str:token>/", subscription.ConfirmView.as_view(), name="confirm"),
    path("mails/stop/<str:token>/", subscription.StopView.as_view(), name="stop"),
    path("<uuid:key>/", kit.show_kit, name="kit"),
    path("<uuid:key>/<slug:code>.jpg", kit.card, name="card"),
    path("<uuid:key>/kit.zip", kit.kit_zip, name="zip"),
]
