"""Rules of decisions."""

from django.urls import path

from extranet.ballots.views import rules as views

ONE = "ballots/rules/<slug:body>/<slug:kind>/"

urlpatterns = [
    path("ballots/rules/", views.RulesView.as_view(), name="decision-rules"),
    path("ballots/rules/<slug:body>/", views.RuleNewView.as_view(), name="decision-rule-new"),
    path(ONE, views.RuleView.as_view(), name="decision-rule"),
    path(f"{ONE}change/", views.RuleChangeView.as_view(), name="decision-rule-change"),
    path(f"{ONE}retire/", views.RuleRetireView.as_view(), name="decision-rule-retire"),
]
