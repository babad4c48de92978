"""Questions and answers within a cohort."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from academy.core.models import Cohort
from academy.core.views.base import AcademyActionView
from academy.learning.models import PostState, Question, Reply
from academy.learning.services import questions as services
from academy.learning.teaching_forms import PostForm
from academy.learning.views.base import LearningView

# How many questions, or replies, stand on one page.
PAGE = 30


class QuestionsView(LearningView, AcademyActionView):
    """What the cohort has asked, the newest first, and the form to ask."""

    template_name = "academy_learning/questions.html"
    form_class = PostForm

    @cached_property
    def cohort(self) -> Cohort:
        """The cohort that the address names."""
        return self.cohort_of(self.kwargs["code"])

    def admit(self):
        self.require(self.cohort is not None)

    def act(self, data):
        self.asked = services.ask(
            cohort=self.cohort,
            by=self.request.user,
            text=data["text"],
            moderates=self.standing.may_teach(self.cohort.pk),
        )

    def get_done_message(self):
        if self.asked.state == PostState.HELD:
            return _("A trainer reads your question, then it is shown.")
        return _("Your question is shown.")

    def get_done_url(self):
        return reverse("academy:questions", args=[self.cohort.code])

    def get_context_data(self, **kwargs):
        rows = Question.objects.visible_to(self.standing).filter(cohort=self.cohort)
        rows = (
            rows.exclude(state=PostState.REMOVED)
            .select_related("author")
            .order_by("-written_at", "-pk")
        )
        return super().get_context_data(
            cohort=self.cohort,
            page=Paginator(rows.with_replies(), PAGE).get_page(self.request.GET.get("page")),
            cancel_url=reverse("academy:cohort-lessons", args=[self.cohort.code]),
            breadcrumbs=self.crumbs(self.cohort),
            **kwargs,
        )


class QuestionView(LearningView, AcademyActionView):
    """One question with its replies, and the form to reply."""

    template_name = "academy_learning/question.html"
    form_class = PostForm

    @cached_property
    def question(self) -> Question:
        """The question that the address names, if the reader may see it."""
        rows = Question.objects.visible_to(self.standing).select_related(
            "cohort__course", "author", "lesson"
        )
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def teaches(self) -> bool:
        """Whether the reader moderates."""
        return self.standing.may_teach(self.question.cohort_id)

    def admit(self):
        self.require(self.question is not None)

    def act(self, data):
        self.written = services.reply(
            question=self.question,
            by=self.request.user,
            text=data["text"],
            moderates=self.teaches,
        )

    def get_done_message(self):
        if self.written.state == PostState.HELD:
            return _("A trainer reads your reply, then it is shown.")
        return _("Your reply is shown.")

    def get_done_url(self):
        # What was written stands on the last page.
        last = Paginator(self.replies(), PAGE).num_pages
        url = self.question.get_absolute_url()
        return f"{url}?page={last}" if last > 1 else url

    def replies(self):
        """Return the replies that the reader may see, the oldest first."""
        rows = Reply.objects.visible_to(self.standing).filter(question=self.question)
        return rows.select_related("author")

    def get_context_data(self, **kwargs):
        cohort = self.question.cohort
        return super().get_context_data(
            question=self.question,
            replies=Paginator(self.replies(), PAGE).get_page(self.request.GET.get("page")),
            cohort=cohort,
            teaches=self.teaches,
            cancel_url=reverse("academy:questions", args=[cohort.code]),
            breadcrumbs=[
                *self.crumbs(cohort),
                {"title": _("Questions"), "url": reverse("academy:questions", args=[cohort.code])},
            ],
            **kwargs,
        )


class PostView(LearningView):
    """Something done with a question or a reply by a button."""

    http_method_names = ["post"]

    @cached_property
    def post_row(self):
        """The question or reply that the address names."""
        model = {"question": Question, "reply": Reply}.get(self.kwargs["kind"])
        self.require(model is not None)
        rows = model.objects.visible_to(self.standing)
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def question(self) -> Question:
        """The question that it is, or answers."""
        row = self.post_row
        return row if isinstance(row, Question) else row.question

    def back(self):
        """Return the way back to the question, or to the list where it is shown no more."""
        if Question.objects.visible_to(self.standing).filter(pk=self.question.pk).exists():
            return redirect(self.question.get_absolute_url())
        return redirect("academy:questions", self.question.cohort.code)


class ReportView(PostView):
    """Asks a trainer to look at what somebody wrote."""

    def post(self, request, *args, **kwargs):
        services.report(post=self.post_row)
        return self.back()


class ModerateView(PostView):
    """Shows or removes what somebody wrote."""

    def post(self, request, *args, **kwargs):
        self.require(self.standing.may_teach(self.question.cohort_id))
        services.moderate(
            post=self.post_row, by=request.user, shown=request.POST.get("shown") == "yes"
        )
        return self.back()


class ModerationView(LearningView, TemplateView):
    """What is to be read before it is shown, and what somebody reported."""

    template_name = "academy_learning/moderation.html"
    section = "reading"

    def admit(self):
        self.require(self.standing.staff or bool(self.standing.teaches))

    def get_context_data(self, **kwargs):
        questions = Question.objects.to_be_read().select_related("author", "cohort__course")
        replies = Reply.objects.to_be_read().select_related("author", "question__cohort__course")
        if not self.standing.staff:
            questions = questions.filter(cohort__in=self.standing.teaches)
            replies = replies.filter(question__cohort__in=self.standing.teaches)
        # Both side by side: the longer list says how many pages there are.
        lists = [Paginator(rows, PAGE) for rows in (questions, replies)]
        longest = max(lists, key=lambda one: one.num_pages)
        page = longest.get_page(self.request.GET.get("page"))
        shown = [
            list(one.page(page.number)) if page.number <= one.num_pages else [] for one in lists
        ]
        return super().get_context_data(questions=shown[0], replies=shown[1], page=page, **kwargs)
