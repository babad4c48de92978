"""Where people sign an appeal, confirm, and look after their signature."""

from django.urls import path

from campaigns.views import own_signature, people, signing

urlpatterns = [
    path("<slug:code>/sign/", signing.SignView.as_view(), name="sign_as_person"),
    path("<slug:code>/sign/sent/", signing.SentView.as_view(), name="sent"),
    path("<slug:code>/sign/again/", signing.SendAgainView.as_view(), name="send_again"),
    path("<slug:code>/people/", people.PeopleView.as_view(), name="people"),
    path("confirm/<str:token>/", own_signature.ConfirmView.as_view(), name="confirm"),
    path("mine/<str:token>/", own_signature.MineView.as_view(), name="mine"),
    path("mine/<str:token>/withdraw/", own_signature.WithdrawView.as_view(), name="withdraw"),
]
