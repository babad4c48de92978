"""What this room adds to the admin."""

from wagtail.snippets.models import register_snippet

from academy.reports.viewsets import SurveyQuestionViewSet

register_snippet(SurveyQuestionViewSet)
