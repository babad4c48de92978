"""Tests: what one is about, writing an attempt, and what came of it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from academy.learning.forms import QuizForm
from academy.learning.models import Attempt, Quiz
from academy.learning.results import results_of
from academy.learning.services import attempts as services
from academy.learning.views.base import LearningView
from academy.learning.views.lessons import state_of
from cms.core.errors import Refused


class OfQuiz(LearningView):
    """A view of one test; what may not be seen is 404."""

    @cached_property
    def quiz(self) -> Quiz:
        """The test that the address names."""
        rows = Quiz.objects.visible_to(self.standing).select_related("cohort__course", "lesson")
        return get_object_or_404(rows, pk=self.kwargs["pk"])


class QuizView(OfQuiz, TemplateView):
    """What the test is about, one's attempts so far, and how many are left."""

    template_name = "academy_learning/quiz.html"

    def get_context_data(self, **kwargs):
        quiz = self.quiz
        enrolment = self.enrolment(quiz.cohort_id)
        mine = list(quiz.attempts.filter(enrolment=enrolment)) if enrolment else []
        left = services.attempts_left(quiz, sum(1 for one in mine if one.submitted_at))
        state = state_of(mine)
        over = quiz.due_at is not None and quiz.due_at < self.standing.moment
        may_begin = enrolment and not over and left != 0 and state in ("", "failed")
        return super().get_context_data(
            quiz=quiz,
            questions=quiz.questions.count(),
            attempts=mine,
            left=left,
            state=state,
            over=over,
            may_begin=may_begin and quiz.is_released(self.standing.moment),
            breadcrumbs=self.crumbs(quiz.cohort),
            **kwargs,
        )


class BeginView(OfQuiz, View):
    """Begins an attempt, or goes on with the one that is being written."""

    http_method_names = ["post"]

    def post(self, request, pk: int):
        enrolment = self.enrolment(self.quiz.cohort_id)
        self.require(enrolment is not None)
        try:
            attempt = services.begin(quiz=self.quiz, enrolment=enrolment)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(self.quiz)
        return redirect("academy:attempt", attempt.pk)


class AttemptView(LearningView, TemplateView):
    """An attempt: a form while it is being written, afterwards what was right and why."""

    @cached_property
    def attempt(self) -> Attempt:
        """The attempt that the address names: one's own, or one that a trainer may read."""
        rows = Attempt.objects.visible_to(self.standing)
        rows = rows.filter(quiz__in=Quiz.objects.visible_to(self.standing))
        rows = rows.select_related("quiz__cohort__course", "quiz__lesson", "enrolment")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def questions(self) -> list:
        """What is asked in it, with the choices."""
        return list(self.attempt.quiz.questions.prefetch_related("choices"))

    @property
    def template_name(self) -> str:
        """Another page once it is handed in."""
        name = "attempt" if self.attempt.submitted_at is None else "result"
        return f"academy_learning/{name}.html"

    def admit(self):
        attempt = self.attempt
        mine = attempt.enrolment.user_id == self.request.user.pk
        self.require(mine or attempt.submitted_at is not None)

    def shows_answers(self) -> bool:
        """Return whether what would have been right is told: not while it can be tried again."""
        quiz, enrolment = self.attempt.quiz, self.attempt.enrolment
        if enrolment.user_id != self.request.user.pk or self.attempt.passed:
            return True
        handed_in = quiz.attempts.filter(enrolment=enrolment, submitted_at__isnull=False)
        return services.attempts_left(quiz, handed_in.count()) == 0

    def get_context_data(self, form=None, **kwargs):
        attempt = self.attempt
        trail = self.crumbs(attempt.quiz.cohort)
        trail.append({"title": attempt.quiz.title, "url": attempt.quiz.get_absolute_url()})
        answers = list(attempt.answers.all())
        if attempt.submitted_at:
            kwargs["results"] = results_of(self.questions, answers)
            kwargs["shows_answers"] = self.shows_answers()
        else:
            kwargs["form"] = form or QuizForm(
                attempt=attempt, questions=self.questions, answers=answers
            )
        return super().get_context_data(
            attempt=attempt, quiz=attempt.quiz, breadcrumbs=trail, **kwargs
        )

    def post(self, request, pk: int):
        """Keep what was written, whatever else is wrong; hand it in if that is asked for."""
        self.require(self.attempt.enrolment.user_id == request.user.pk)
        handing_in = "submit" in request.POST
        form = QuizForm(
            request.POST, attempt=self.attempt, questions=self.questions, complete=handing_in
        )
        valid = form.is_valid()
        address = reverse("academy:attempt", args=[pk])
        try:
            services.save(attempt=self.attempt, answers=form.answers())
            if handing_in and valid:
                services.submit(attempt=self.attempt, answers=form.answers())
        except Refused as refusal:
            refusal.add_to(form)
            valid = False
        if not valid:
            # Read anew: it may have been handed in meanwhile, in another window.
            if Attempt.objects.get(pk=pk).submitted_at:
                return redirect(address)
            return self.render_to_response(self.get_context_data(form=form), status=422)
        if not handing_in:
            messages.success(request, _("Saved. You can go on later."))
        return redirect(address)
