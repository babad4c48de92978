from django.urls import path

from academy.certificates.views import desk, own

urlpatterns = [
    path("certificates/", own.CertificatesView.as_view(), name="certificates"),
    path("certificates/<int:pk>/", own.CertificateView.as_view(), name="certificate"),
    path("certificates/<int:pk>/pdf/", own.CertificatePdfView.as_view(), name="certificate-pdf"),
    path("completion/", desk.CompletionsView.as_view(), name="completions"),
    path("completion/<slug:code>/", desk.CompletionView.as_view(), name="completion"),
    path("completion/<slug:code>/close/", desk.CloseView.as_view(), name="completion-close"),
    path("completion/<slug:code>/issue/", desk.IssueAllView.as_view(), name="certificates-issue"),
    path(
        "completion/<slug:code>/<int:pk>/decide/",
        desk.DecideView.as_view(),
        name="completion-decide",
    ),
    path(
        "completion/<slug:code>/<int:pk>/by-rules/",
        desk.FollowRulesView.as_view(),
        name="completion-by-rules",
    ),
    path(
        "completion/<slug:code>/<int:pk>/issue/",
        desk.IssueView.as_view(),
        name="certificate-issue",
    ),
    path(
        "completion/<slug:code>/<int:pk>/replace/",
        desk.ReplaceView.as_view(),
        name="certificate-replace",
    ),
    path(
        "completion/<slug:code>/<int:pk>/revoke/",
        desk.RevokeView.as_view(),
        name="certificate-revoke",
    ),
]
