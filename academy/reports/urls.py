from django.urls import path

from academy.reports.views import own, reports

urlpatterns = [
    path("reports/", reports.ReportsView.as_view(), name="reports"),
    path("reports/<slug:code>/", reports.ReportView.as_view(), name="report"),
    path("reports/<slug:code>/feedback/", reports.FeedbackView.as_view(), name="report-feedback"),
    path(
        "reports/<slug:code>/table.<slug:file_format>",
        reports.TableView.as_view(),
        name="report-table",
    ),
    path("survey/<int:pk>/", own.SurveyView.as_view(), name="survey"),
    path("alumni/", own.AlumniView.as_view(), name="alumni"),
    path("alumni/join/<int:pk>/", own.JoinView.as_view(), name="alumni-join"),
    path("alumni/leave/<int:pk>/", own.LeaveView.as_view(), name="alumni-leave"),
]
