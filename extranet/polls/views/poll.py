"""One poll: answering it, what came of it, ending it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from poll.models import Poll

from cms.core.form_fields import ConfirmForm
from cms.core.tabular.writing import CONTENT_TYPES
from cms.core.text import fold
from extranet.core.services import audit
from extranet.core.views.actions import ActionView
from extranet.core.views.base import ExtranetView
from extranet.polls import results
from extranet.polls.forms import AnswerForm
from extranet.polls.models import Answer, Question
from extranet.polls.services import answers
from extranet.polls.services import polls as service


class OfPoll:
    """What all views of one poll share; what may not be seen is 404."""

    section = "polls"

    @cached_property
    def question(self) -> Question:
        """The poll that the address names, if the reader may see it; ended if its time is over."""
        rows = Question.objects.visible_to(self.standing).select_related("body", "asked_by")
        question = get_object_or_404(rows, pk=self.kwargs["pk"])
        if question.closed_at is None and not question.is_running:
            question.closed_at = service.close_overdue(question).closed_at
        return question

    @cached_property
    def items(self) -> list:
        """Its options, each with how many chose it."""
        return results.items_of(self.question.pk)

    @cached_property
    def keeps(self) -> bool:
        """Whether the reader may end it and sees who has not answered."""
        return service.keeps(self.standing, self.question)

    @cached_property
    def may_answer(self) -> bool:
        """Whether the reader is asked."""
        return answers.may_answer(self.standing, self.question)

    def get_done_url(self) -> str:
        return reverse("extranet:poll", args=[self.question.pk])

    def get_context_data(self, **kwargs):
        trail = [{"title": _("Polls"), "url": reverse("extranet:polls")}]
        if self.request.path != self.get_done_url():
            trail.append({"title": self.question.title, "url": self.get_done_url()})
        return super().get_context_data(
            question=self.question, breadcrumbs=trail, few=service.FEW, **kwargs
        )


class PollView(OfPoll, ActionView):
    """A poll with its options to choose from, and what came of it so far."""

    template_name = "polls/poll.html"

    def admit(self):
        """Show a poll of an old installation where it is one."""
        old = Poll.objects.filter(pk=self.kwargs["pk"], question=None)
        if self.standing.secretariat and old.exists():
            return OldPollView.as_view()(self.request, pk=self.kwargs["pk"])
        return None

    def get_form(self, form_class=None):
        return AnswerForm(question=self.question, items=self.items, **self.get_form_kwargs())

    @property
    def moment(self):
        """The first of its options that is a moment, for the words about time zones."""
        whens = (getattr(item, "when", None) for item in self.items)
        return next((when for when in whens if when and when.moment), None)

    @cached_property
    def chosen(self) -> set[int]:
        """The keys of the options that the reader has chosen."""
        return answers.chosen_by(self.question, self.request.user)

    @cached_property
    def has_answered(self) -> bool:
        """Whether the reader has answered."""
        return Answer.objects.filter(question=self.question, user=self.request.user).exists()

    def get_initial(self):
        chosen = sorted(self.chosen)
        return {"choice": chosen if self.question.several else next(iter(chosen), None)}

    def act(self, data):
        choice = data["choice"]
        items = choice if isinstance(choice, list) else [choice]
        answers.answer(question=self.question, items=items, by=self.request.user)

    def get_done_message(self):
        return _("Your answer is taken. You can change it as long as the poll is open.")

    def get_context_data(self, **kwargs):
        question, items = self.question, self.items
        answered = Answer.objects.filter(question=question).count()
        shown = results.are_shown(question, answered)
        rows = results.results_of(question, items) if shown else []
        missing = sorted(
            service.not_answered(question) if self.keeps and question.is_running else (),
            key=lambda user: fold(user.name),
        )
        return super().get_context_data(
            answered=answered,
            chart=results.chart_of(rows) if shown else None,
            results=rows,
            named=[row for row in rows if row.names],
            keeps=self.keeps,
            missing=missing,
            may_answer=self.may_answer and question.is_running,
            has_answered=self.has_answered,
            moment=self.moment,
            **kwargs,
        )


class OldPollView(ExtranetView, TemplateView):
    """A poll of an old installation, closed, for the secretariat: numbers and no more."""

    template_name = "polls/old.html"
    section = "polls"

    def get_context_data(self, **kwargs):
        poll = get_object_or_404(Poll, pk=self.kwargs["pk"], question=None)
        self.require(self.standing.secretariat)
        rows = results.old_results(poll)
        trail = [{"title": _("Polls"), "url": reverse("extranet:polls")}]
        return super().get_context_data(
            poll=poll, chart=results.chart_of(rows), breadcrumbs=trail, **kwargs
        )


class TakeBackView(OfPoll, ActionView):
    """Takes the reader's answer back, after asking."""

    template_name = "polls/take_back.html"
    form_class = ConfirmForm
    done_message = gettext_lazy("Your answer is taken back.")

    def get_form_kwargs(self):
        self.require(self.may_answer)
        return super().get_form_kwargs()

    def act(self, data):
        answers.take_back(question=self.question, by=self.request.user)


class KeptAction(OfPoll, ActionView):
    """What only who asked, or the secretariat, may do with a poll."""

    form_class = ConfirmForm

    def get_form_kwargs(self):
        self.require(self.keeps)
        return super().get_form_kwargs()


class CloseView(KeptAction):
    """Ends a poll before its time."""

    template_name = "polls/close.html"
    done_message = gettext_lazy("The poll is closed.")

    def act(self, data):
        service.close(question=self.question, by=self.request.user)


class RemindView(KeptAction):
    """Reminds who has not answered, once."""

    template_name = "polls/remind.html"
    done_message = gettext_lazy("Those who have not answered are reminded by e-mail.")

    def act(self, data):
        service.remind(question=self.question, by=self.request.user)

    def get_context_data(self, **kwargs):
        waiting = service.not_answered(self.question).count()
        return super().get_context_data(waiting=waiting, **kwargs)


class TableView(OfPoll, ExtranetView):
    """Who chose what, as CSV, once it is shown; of named polls, for who asked."""

    def get(self, request, pk):
        answered = Answer.objects.filter(question=self.question).count()
        shown = results.are_shown(self.question, answered)
        self.require(self.keeps and not self.question.anonymous and shown)
        audit.record("poll.exported", self.question, actor=request.user, body=self.question.body)
        response = HttpResponse(
            results.as_csv(self.question, self.items), content_type=CONTENT_TYPES["csv"]
        )
        response["Content-Disposition"] = f'attachment; filename="poll-{self.question.pk}.csv"'
        return response
