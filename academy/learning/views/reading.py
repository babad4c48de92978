"""A trainer reads what participants wrote in tests."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from academy.core.views.base import AcademyActionView
from academy.learning.forms import ReadingForm
from academy.learning.models import AttemptAnswer, QuizQuestion
from academy.learning.services import attempts as services
from academy.learning.views.base import LearningView

# How many answers stand on one page.
SHOWN = 50


def answers_of(standing):
    """Return the answers in words, handed in, of the cohorts that somebody teaches."""
    rows = AttemptAnswer.objects.filter(
        question__kind=QuizQuestion.Kind.TEXT, attempt__submitted_at__isnull=False
    )
    if not standing.staff:
        rows = rows.filter(attempt__quiz__cohort__in=standing.teaches)
    return rows.select_related("attempt__quiz__cohort__course", "attempt__enrolment", "question")


class ToReadView(LearningView, TemplateView):
    """The answers that wait for a reader, the oldest first."""

    template_name = "academy_learning/to_read.html"
    section = "reading"

    def admit(self):
        self.require(self.standing.staff or bool(self.standing.teaches))

    def get_context_data(self, **kwargs):
        rows = answers_of(self.standing).filter(right=None).order_by("attempt__submitted_at", "pk")
        page = Paginator(rows, SHOWN).get_page(self.request.GET.get("page"))
        return super().get_context_data(answers=page, **kwargs)


class ReadView(AcademyActionView):
    """One answer: whether it is right, and what the trainer says to it."""

    template_name = "academy_learning/read.html"
    form_class = ReadingForm
    section = "reading"
    done_message = _("Answered.")

    @cached_property
    def answer(self) -> AttemptAnswer:
        """The answer that the address names."""
        return get_object_or_404(answers_of(self.standing), pk=self.kwargs["pk"])

    def admit(self):
        self.require(self.answer is not None)

    def act(self, data):
        services.read(
            answer=self.answer,
            by=self.request.user,
            right=data["right"] == "yes",
            feedback=data["feedback"],
        )

    def get_done_url(self):
        return reverse("academy:answers-to-read")

    def get_context_data(self, **kwargs):
        return super().get_context_data(answer=self.answer, **kwargs)
