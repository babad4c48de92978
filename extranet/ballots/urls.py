"""Ballots: the list, the page of one, voting, leading it, its roll, its record."""

from django.urls import path

from extranet.ballots import election_urls, rule_urls
from extranet.ballots.views import (
    leading,
    lists,
    page,
    preparing,
    projector,
    roll,
    settling,
    voting,
)
from extranet.ballots.views.pdf import BallotPdfView
from extranet.ballots.views.record import BallotRecordView

ONE = "ballots/<int:pk>/"

urlpatterns = [
    path("ballots/", lists.BallotsView.as_view(), name="ballots"),
    path("ballots/new/", preparing.BallotNewView.as_view(), name="ballot-new"),
    path(
        "ballots/new/<slug:body>/",
        preparing.BallotNewOfBodyView.as_view(),
        name="ballot-new-of-body",
    ),
    path(ONE, page.BallotView.as_view(), name="ballot"),
    path(f"{ONE}change/", preparing.BallotChangeView.as_view(), name="ballot-change"),
    path(f"{ONE}announce/", preparing.BallotAnnounceView.as_view(), name="ballot-announce"),
    path(f"{ONE}discard/", preparing.BallotDiscardView.as_view(), name="ballot-discard"),
    path(f"{ONE}open/", leading.BallotOpenView.as_view(), name="ballot-open"),
    path(f"{ONE}extend/", leading.BallotExtendView.as_view(), name="ballot-extend"),
    path(f"{ONE}void/", leading.BallotVoidView.as_view(), name="ballot-void"),
    path(f"{ONE}close/", leading.BallotCloseView.as_view(), name="ballot-close"),
    path(f"{ONE}roll/", roll.BallotRollView.as_view(), name="ballot-roll"),
    path(f"{ONE}roll/proxy/", roll.BallotProxyView.as_view(), name="ballot-proxy"),
    path(
        f"{ONE}roll/proxy/<int:proxy>/withdraw/",
        roll.BallotProxyWithdrawView.as_view(),
        name="ballot-proxy-withdraw",
    ),
    path(f"{ONE}roll/recuse/", roll.BallotRecuseView.as_view(), name="ballot-recuse"),
    path(
        f"{ONE}roll/recuse/<int:recusal>/remove/",
        roll.BallotRecusalRemoveView.as_view(),
        name="ballot-recusal-remove",
    ),
    path(f"{ONE}vote/<int:line>/", voting.VoteView.as_view(), name="ballot-vote"),
    path(f"{ONE}voted/<int:line>/", voting.VotedView.as_view(), name="ballot-voted"),
    path(f"{ONE}tie/", settling.BallotTieView.as_view(), name="ballot-tie"),
    path(f"{ONE}sign/", settling.BallotSignView.as_view(), name="ballot-sign"),
    path(f"{ONE}projector/", projector.BallotProjectorView.as_view(), name="ballot-projector"),
    path(f"{ONE}record/", BallotRecordView.as_view(), name="ballot-record"),
    path(f"{ONE}pdf/", BallotPdfView.as_view(), name="ballot-pdf"),
]
urlpatterns += election_urls.urlpatterns
urlpatterns += rule_urls.urlpatterns
