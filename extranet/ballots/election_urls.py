"""Elections: the list, the page of one, leading it, naming candidates."""

from django.urls import path

from extranet.ballots.views.elections import lists, naming, page, preparing, voting

ONE = "elections/<int:pk>/"
NOMINATION = "elections/candidates/<int:pk>/"

urlpatterns = [
    path("elections/", lists.ElectionsView.as_view(), name="elections"),
    path("elections/new/<slug:body>/", preparing.ElectionNewView.as_view(), name="election-new"),
    path(ONE, page.ElectionView.as_view(), name="election"),
    path(f"{ONE}change/", preparing.ElectionChangeView.as_view(), name="election-change"),
    path(f"{ONE}discard/", preparing.ElectionDiscardView.as_view(), name="election-discard"),
    path(f"{ONE}open/", preparing.ElectionOpenView.as_view(), name="election-open"),
    path(f"{ONE}close/", preparing.ElectionCloseView.as_view(), name="election-close"),
    path(f"{ONE}void/", preparing.ElectionVoidView.as_view(), name="election-void"),
    path(f"{ONE}order/", preparing.ElectionOrderView.as_view(), name="election-order"),
    path(f"{ONE}vote/", voting.ElectionBallotView.as_view(), name="election-ballot"),
    path(f"{ONE}runoff/", voting.ElectionRunoffView.as_view(), name="election-runoff"),
    path(f"{ONE}tie/", voting.ElectionTieView.as_view(), name="election-tie"),
    path(f"{ONE}seat/", voting.ElectionSeatView.as_view(), name="election-seat"),
    path(f"{ONE}vacant/", voting.ElectionAgainView.as_view(), name="election-again"),
    path(f"{ONE}co-opt/", voting.ElectionCoOptView.as_view(), name="election-co-opt"),
    path(
        f"{ONE}nominate/<int:organisation>/",
        naming.NominateView.as_view(),
        name="election-nominate",
    ),
    path(f"{NOMINATION}change/", naming.NominationChangeView.as_view(), name="nomination-change"),
    path(
        f"{NOMINATION}withdraw/",
        naming.NominationWithdrawView.as_view(),
        name="nomination-withdraw",
    ),
    path(f"{NOMINATION}accept/", naming.NominationAcceptView.as_view(), name="nomination-accept"),
    path(f"{NOMINATION}admit/", naming.NominationAdmitView.as_view(), name="nomination-admit"),
    path(f"{NOMINATION}refuse/", naming.NominationRefuseView.as_view(), name="nomination-refuse"),
    path(f"{NOMINATION}photograph/", page.PhotographView.as_view(), name="nomination-photograph"),
]
