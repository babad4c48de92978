"""Addresses of applicants, below the language, on the public site."""

from django.urls import path

from extranet.membership.views import applicant, applying

app_name = "membership"

urlpatterns = [
    path("apply/", applying.BeginView.as_view(), name="begin"),
    path("apply/sent/", applying.SentView.as_view(), name="sent"),
    path("statement/<str:token>/", applicant.HearingView.as_view(), name="hearing"),
    path("application/<str:token>/", applicant.ApplicationView.as_view(), name="application"),
    path("application/<str:token>/send/", applying.SendView.as_view(), name="send"),
    path("application/<str:token>/answer/", applicant.AnswerView.as_view(), name="answer"),
    path("application/<str:token>/withdraw/", applicant.WithdrawView.as_view(), name="withdraw"),
    path(
        "application/<str:token>/letters/<int:number>/",
        applicant.LetterView.as_view(),
        name="letter",
    ),
    path(
        "application/<str:token>/files/<int:pk>/remove/",
        applying.RemoveFileView.as_view(),
        name="remove-file",
    ),
    path("application/<str:token>/<slug:step>/", applying.StepView.as_view(), name="step"),
]
