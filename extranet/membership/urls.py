"""Memberships: cases, what is done with them, and what their organisations say."""

from django.urls import path

from extranet.membership.views import case, lists, opening, preparing, settling

urlpatterns = [
    path("memberships/", lists.CasesView.as_view(), name="cases"),
    path("memberships/open/<slug:kind>/", opening.OpenView.as_view(), name="case-open"),
    path("memberships/resign/", opening.ResignView.as_view(), name="case-resign"),
    path("memberships/<int:pk>/", case.CaseView.as_view(), name="case"),
    path("memberships/<int:pk>/files/<int:file>/", case.CaseFileView.as_view(), name="case-file"),
    path(
        "memberships/<int:pk>/letters/<int:number>/",
        case.CaseLetterView.as_view(),
        name="case-letter-file",
    ),
    path("memberships/<int:pk>/statement/", opening.StatementView.as_view(), name="case-statement"),
    path("memberships/<int:pk>/opinion/", preparing.OpinionView.as_view(), name="case-opinion"),
    *(
        path(f"memberships/<int:pk>/{part}/", view.as_view(), name=f"case-{part}")
        for part, view in (
            ("take-up", preparing.TakeUpView),
            ("points", preparing.PointsView),
            ("note", preparing.NoteView),
            ("inquire", preparing.InquireView),
            ("match", preparing.MatchView),
            ("enter", preparing.EnterView),
            ("ask-opinions", preparing.AskOpinionsView),
            ("add-file", preparing.AddFileView),
            ("withdraw", preparing.WithdrawView),
            ("letter", preparing.LetterView),
            ("letter-again", preparing.LetterAgainView),
            ("put", settling.PutView),
            ("propose", settling.ProposeView),
            ("decision", settling.DecisionView),
        )
    ),
]
