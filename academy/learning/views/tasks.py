"""Tasks: read, handed in, answered."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from academy.core.models import Enrolment
from academy.core.views.base import AcademyActionView
from academy.learning.models import HandIn, HandInFile, Lesson, Task
from academy.learning.services import tasks as services
from academy.learning.teaching_forms import AnswerForm, HandInForm, TaskForm, initial_of
from academy.learning.views.base import LearningView
from cms.media.files.sending import send

# How much of what was handed in stands on one page.
SHOWN = 50


class TaskView(LearningView, AcademyActionView):
    """A task: its instructions, what was handed in, and the form for who learns."""

    template_name = "academy_learning/task.html"
    form_class = HandInForm
    field_names = {"files": "upload"}
    done_message = gettext_lazy("It has been handed in. A trainer answers here.")

    @cached_property
    def task(self) -> Task:
        """The task that the address names, if its lesson may be seen."""
        rows = Task.objects.visible_to(self.standing).select_related("lesson__cohort__course")
        return get_object_or_404(rows.prefetch_related("lesson__texts"), pk=self.kwargs["pk"])

    @cached_property
    def learner(self) -> Enrolment | None:
        """The reader's own enrolment, None for who teaches."""
        return self.enrolment(self.task.lesson.cohort_id)

    @cached_property
    def versions(self) -> list[HandIn]:
        """What the reader has handed in, the last version first."""
        if self.learner is None:
            return []
        rows = self.task.hand_ins.filter(enrolment=self.learner)
        return list(rows.select_related("attached", "answered_by", "task").order_by("-number"))

    def post(self, request, *args, **kwargs):
        self.require(self.learner is not None)
        return super().post(request, *args, **kwargs)

    def act(self, data):
        services.hand_in(task=self.task, enrolment=self.learner, **data)

    def get_done_url(self):
        return self.task.get_absolute_url()

    def get_context_data(self, **kwargs):
        cohort = self.task.lesson.cohort
        teaches = self.standing.may_teach(cohort.pk)
        received = None
        if teaches:
            rows = self.task.hand_ins.select_related("enrolment", "task")
            received = Paginator(rows, SHOWN).get_page(self.request.GET.get("page"))
        last = self.versions[0].state if self.versions else HandIn.State.AGAIN
        return super().get_context_data(
            task=self.task,
            cohort=cohort,
            versions=self.versions,
            may_hand_in=self.learner is not None and last == HandIn.State.AGAIN,
            teaches=teaches,
            received=received,
            cancel_url=self.task.lesson.get_absolute_url(),
            breadcrumbs=[
                *self.crumbs(cohort),
                {"title": self.task.lesson.title, "url": self.task.lesson.get_absolute_url()},
            ],
            **kwargs,
        )


class HandInFileView(LearningView):
    """Sends the file of what was handed in, to who handed it in and who teaches."""

    def get(self, request, pk: int):
        mine = HandIn.objects.visible_to(self.standing)
        file = get_object_or_404(HandInFile, hand_in__in=mine, pk=pk)
        return send(
            request,
            file=file.file,
            size=file.size,
            sha256=file.sha256,
            name=file.name,
            content_type=file.content_type,
            attachment=True,
        )


class ToAnswerView(LearningView, TemplateView):
    """What waits for an answer in the cohorts that the reader teaches, the oldest first."""

    template_name = "academy_learning/to_answer.html"
    section = "reading"

    def admit(self):
        self.require(self.standing.staff or bool(self.standing.teaches))

    def get_context_data(self, **kwargs):
        rows = HandIn.objects.to_be_answered().select_related(
            "task__lesson__cohort__course", "enrolment"
        )
        if not self.standing.staff:
            rows = rows.filter(task__lesson__cohort__in=self.standing.teaches)
        page = Paginator(rows, SHOWN).get_page(self.request.GET.get("page"))
        return super().get_context_data(hand_ins=page, **kwargs)


class AnswerView(LearningView, AcademyActionView):
    """What somebody handed in, and the trainer's answer."""

    template_name = "academy_learning/answer.html"
    form_class = AnswerForm
    section = "reading"
    done_message = gettext_lazy("Answered.")

    @cached_property
    def hand_in(self) -> HandIn:
        """What the address names."""
        rows = HandIn.objects.visible_to(self.standing).select_related(
            "task__lesson__cohort__course", "enrolment", "attached", "answered_by"
        )
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def admit(self):
        self.require(self.standing.may_teach(self.hand_in.task.lesson.cohort_id))

    def act(self, data):
        services.answer(hand_in=self.hand_in, by=self.request.user, **data)

    def get_done_url(self):
        return reverse("academy:hand-ins")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            hand_in=self.hand_in,
            waits=self.hand_in.state == HandIn.State.HANDED_IN,
            cancel_url=self.get_done_url(),
            **kwargs,
        )


class TaskFormView(LearningView, AcademyActionView):
    """Sets a task for a lesson, or changes it."""

    template_name = "academy_learning/teaching_form.html"
    form_class = TaskForm
    done_message = gettext_lazy("The task is saved.")

    @cached_property
    def task(self) -> Task:
        """The task of the address, or a new one of the lesson that it names."""
        if "lesson" in self.kwargs:
            rows = Lesson.objects.visible_to(self.standing).select_related("cohort__course")
            return Task(lesson=get_object_or_404(rows, pk=self.kwargs["lesson"]))
        rows = Task.objects.visible_to(self.standing).select_related("lesson__cohort__course")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def admit(self):
        self.require(self.standing.may_teach(self.task.lesson.cohort_id))

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"zone": self.task.lesson.cohort.time_zone}

    def get_initial(self):
        return initial_of(self.task, TaskForm) if self.task.pk else {}

    def act(self, data):
        self.task = services.write(task=self.task, by=self.request.user, **data)

    def get_done_url(self):
        return self.task.get_absolute_url() if self.task.pk else self.task.lesson.get_absolute_url()

    def get_context_data(self, **kwargs):
        title = _("Change the task") if self.task.pk else _("Set a task")
        return super().get_context_data(
            cohort=self.task.lesson.cohort,
            title=title,
            submit=_("Save"),
            cancel_url=self.get_done_url(),
            **kwargs,
        )
