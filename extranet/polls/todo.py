"""What polls ask of somebody: an answer."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from extranet.core.standing import Standing
from extranet.core.todo import Todo, register
from extranet.polls.models import Answer, Question


@register
def polls_to_answer(standing: Standing) -> Iterable[Todo]:
    """Yield the polls that run and that somebody has not answered yet; one query."""
    if not standing.reads:
        return
    answered = Answer.objects.filter(user=standing.user).values("question")
    rows = Question.objects.answerable_by(standing).running(standing.moment)
    for question in rows.exclude(pk__in=answered):
        yield Todo(
            kind="poll",
            title=question.title,
            text=_("Answer the poll"),
            url=reverse("extranet:poll", args=[question.pk]),
            due=question.last_day,
        )
