"""Where organisations sign an appeal."""

from django.urls import path

from campaigns.views.organisation import sign_for
from campaigns.views.signing_link import (
    ApproveByLinkView,
    SignByLinkView,
    approved_by_link,
    signed_by_link,
)

urlpatterns = [
    path("signed/", signed_by_link, name="signed_by_link"),
    path("approved/", approved_by_link, name="approved_by_link"),
    path("approve/<str:token>/", ApproveByLinkView.as_view(), name="approve_by_link"),
    path("sign/<str:token>/", SignByLinkView.as_view(), name="sign_by_link"),
    path("<slug:code>/for/<slug:organisation>/", sign_for, name="sign_for"),
]
