"""The lessons of a cohort, one lesson, and marking it as done."""

from collections import defaultdict

from csp.decorators import csp_update
from django.db.models import Count, F, FilteredRelation, Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views import View
from django.views.generic import TemplateView

from academy.core.models import Cohort, Enrolment
from academy.learning.hosts import FRAME_HOSTS
from academy.learning.models import Attempt, HandIn, Lesson, LessonFile, LessonProgress, Task
from academy.learning.services import progress
from academy.learning.views.base import LearningView, OfLesson, titles_only
from academy.learning.views.offline import owner_of


class CohortsView(LearningView, TemplateView):
    """The cohorts that the reader learns in or teaches; the only one is shown at once."""

    template_name = "academy_learning/cohorts.html"

    def admit(self):
        cohorts = Cohort.objects.visible_to(self.standing).select_related("course")
        self.cohorts = list(
            cohorts.annotate(
                lessons_released=Count(
                    "lessons", filter=Q(lessons__release_at__lte=self.standing.moment)
                )
            )
        )
        self.require(self.standing.has_a_place)
        if len(self.cohorts) == 1 and not self.standing.staff:
            return redirect("academy:cohort-lessons", self.cohorts[0].code)
        return None

    def get_context_data(self, **kwargs):
        return super().get_context_data(cohorts=self.cohorts, **kwargs)


class LessonsView(LearningView, TemplateView):
    """What a cohort learns: lessons, and tests, with how far the reader has come."""

    template_name = "academy_learning/lessons.html"

    def get_context_data(self, **kwargs):
        cohort = self.cohort_of(self.kwargs["code"])
        enrolment = self.enrolment(cohort.pk)
        moment, teaches = self.standing.moment, self.standing.may_teach(cohort.pk)
        done = (
            dict(
                LessonProgress.objects.filter(enrolment=enrolment).values_list("lesson", "done_at")
            )
            if enrolment
            else {}
        )
        lessons = [
            {
                "lesson": lesson,
                "released": lesson.is_released(moment),
                "open": teaches or lesson.is_released(moment),
                "begun": lesson.pk in done,
                "done_at": done.get(lesson.pk),
                "text": lesson.text_in(),
            }
            for lesson in cohort.lessons.prefetch_related(titles_only())
        ]
        mine = Attempt.objects.filter(enrolment=enrolment) if enrolment else Attempt.objects.none()
        attempts = defaultdict(list)
        for attempt in mine:
            attempts[attempt.quiz_id].append(attempt)
        quizzes = [
            {
                "quiz": quiz,
                "released": quiz.is_released(moment),
                "state": state_of(attempts[quiz.pk]),
            }
            for quiz in cohort.quizzes.visible_to(self.standing)
        ]
        finished = sum(1 for one in lessons if one["done_at"])
        return super().get_context_data(
            cohort=cohort,
            learns=enrolment is not None,
            teaches=teaches,
            lessons=lessons,
            quizzes=quizzes,
            finished=finished,
            next_lesson=next(
                (one["lesson"] for one in lessons if one["open"] and not one["done_at"]), None
            ),
            breadcrumbs=self.crumbs(cohort)[:1],
            offline_owner=owner_of(self.request.user),
            **kwargs,
        )


def state_of(attempts: list[Attempt]) -> str:
    """Return where somebody stands with a test: passed, waiting, writing, failed or nothing."""
    if any(one.passed for one in attempts):
        return "passed"
    if any(one.submitted_at is None for one in attempts):
        return "writing"
    if any(one.passed is None for one in attempts):
        return "waiting"
    return "failed" if attempts else ""


def tasks_of(lesson: Lesson, enrolment: Enrolment | None) -> list[tuple[Task, str]]:
    """Return the tasks of a lesson, each with the state of what somebody handed in last, in words;
    one query."""
    mine = FilteredRelation("hand_ins", condition=Q(hand_ins__enrolment=enrolment))
    rows = lesson.tasks.annotate(mine=mine, state=F("mine__state"))
    last = {task: task.state for task in rows.order_by("pk", "mine__number")}
    words = dict(HandIn.State.choices)
    return [(task, words.get(state, "")) for task, state in last.items()]


@method_decorator(csp_update({"frame-src": FRAME_HOSTS}), name="dispatch")
class LessonView(OfLesson, TemplateView):
    """A lesson in the reader's language, or in the nearest that it has, and says so."""

    template_name = "academy_learning/lesson.html"

    def get_context_data(self, **kwargs):
        lesson = self.lesson
        enrolment = self.enrolment(lesson.cohort_id)
        own = None
        if enrolment and lesson.is_released(self.standing.moment):
            own = progress.open_lesson(lesson=lesson, enrolment=enrolment)
        text = lesson.text_in()
        files = {file.code: file for file in lesson.files.all()}
        shown = (
            {block.value["code"] for block in text.body if block.block_type == "file"}
            if text
            else set()
        )
        others = list(
            lesson.cohort.lessons.visible_to(self.standing).prefetch_related(titles_only())
        )
        place = others.index(lesson)
        return super().get_context_data(
            lesson=lesson,
            text=text,
            released=lesson.is_released(self.standing.moment),
            has_media=any(file.kind in LessonFile.PLAYED for file in files.values()),
            elsewhere=text is not None and text.language != get_language(),
            files=files,
            attached=[file for code, file in files.items() if code not in shown],
            progress=own,
            quizzes=lesson.quizzes.visible_to(self.standing),
            tasks=tasks_of(lesson, enrolment),
            cohort=lesson.cohort,
            teaches=self.standing.may_teach(lesson.cohort_id),
            previous=others[place - 1] if place else None,
            following=others[place + 1] if place + 1 < len(others) else None,
            breadcrumbs=self.crumbs(lesson.cohort),
            offline_owner=owner_of(self.request.user),
            **kwargs,
        )


class MarkView(OfLesson, View):
    """Marks a lesson as done, or as not done yet."""

    http_method_names = ["post"]

    def post(self, request, pk: int):
        enrolment = self.enrolment(self.lesson.cohort_id)
        self.require(enrolment is not None and self.lesson.is_released(self.standing.moment))
        done = request.POST.get("done") == "1"
        progress.mark(lesson=self.lesson, enrolment=enrolment, done=done)
        if done:
            return redirect(reverse("academy:cohort-lessons", args=[self.lesson.cohort.code]))
        return redirect(self.lesson)
