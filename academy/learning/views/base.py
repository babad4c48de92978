"""What the views of learning share."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from academy.core.models import Cohort
from academy.core.views.base import AcademyView
from academy.learning.models import Lesson, LessonText
from academy.learning.services.progress import enrolment_in


class LearningView(AcademyView):
    """A view of the inside of cohorts."""

    section = "lessons"

    def cohort_of(self, code: str) -> Cohort:
        """Return a cohort whose inside the reader may see; raise Http404 otherwise."""
        rows = Cohort.objects.visible_to(self.standing).select_related("course")
        return get_object_or_404(rows, code=code)

    def crumbs(self, cohort: Cohort) -> list[dict]:
        """Return the way to a cohort's lessons."""
        return [
            {"title": _("Lessons"), "url": reverse("academy:lessons")},
            {"title": str(cohort), "url": reverse("academy:cohort-lessons", args=[cohort.code])},
        ]

    def enrolment(self, cohort_id: int):
        """Return the reader's own enrolment in a cohort, None for who teaches or runs it."""
        return enrolment_in(cohort_id, self.request.user)


def titles_only():
    """Return a prefetch of the lessons' titles without what they say."""
    return Prefetch("texts", LessonText.objects.defer("body"))


class OfLesson(LearningView):
    """A view of one lesson; what may not be seen is 404."""

    @cached_property
    def lesson(self) -> Lesson:
        """The lesson that the address names, with its cohort."""
        rows = Lesson.objects.visible_to(self.standing).select_related("cohort__course")
        return get_object_or_404(rows.prefetch_related("texts", "files"), pk=self.kwargs["pk"])
