"""Polls."""

from django.urls import path

from extranet.polls.views import poll, polls

urlpatterns = [
    path("polls/", polls.PollsView.as_view(), name="polls"),
    path("polls/ask/", polls.AskView.as_view(), name="poll-ask-all"),
    path("polls/ask/<slug:body>/", polls.AskView.as_view(), name="poll-ask"),
    path("polls/<int:pk>/", poll.PollView.as_view(), name="poll"),
    path("polls/<int:pk>/take-back/", poll.TakeBackView.as_view(), name="poll-take-back"),
    path("polls/<int:pk>/close/", poll.CloseView.as_view(), name="poll-close"),
    path("polls/<int:pk>/remind/", poll.RemindView.as_view(), name="poll-remind"),
    path("polls/<int:pk>/table/", poll.TableView.as_view(), name="poll-table"),
]
