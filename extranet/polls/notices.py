"""What polls tell by e-mail; the words name no question."""

from django.utils.translation import gettext_lazy as _

from extranet.core.standing import Standing
from extranet.notices.announcing import announce_on
from extranet.notices.kinds import Kind, register
from extranet.polls import signals
from extranet.polls.models import Answer, Question
from extranet.polls.services.answers import may_answer
from extranet.polls.services.polls import not_answered

_OPEN = _("Open the poll")
_BY = _("It can be answered until %(date)s.")


def to_answer(standing: Standing, question: Question) -> bool:
    """Return whether a poll runs that somebody is asked and has not answered."""
    running = question.closed_at is None and question.closes_at > standing.moment
    if not (running and may_answer(standing, question)):
        return False
    return not Answer.objects.filter(question=question, user=standing.user).exists()


register(
    50,
    Kind(
        "poll_asked",
        Question,
        label=_("a poll asks for my answer"),
        subject=_("Extranet: a poll"),
        sentence=_("A poll asks for your answer."),
        link=_OPEN,
        page=("extranet:poll", "pk"),
        told=not_answered,
        due=to_answer,
        deadline="last_day",
        by=_BY,
        related=("body",),
    ),
    Kind(
        "poll_reminder",
        Question,
        label=_("a poll that I have not answered is still open"),
        subject=_("Extranet: a poll waits for your answer"),
        sentence=_("A poll that you have not answered is still open."),
        link=_OPEN,
        page=("extranet:poll", "pk"),
        told=not_answered,
        due=to_answer,
        deadline="last_day",
        by=_BY,
        related=("body",),
    ),
)

announce_on(signals.poll_asked, "poll_asked", "question")
announce_on(signals.poll_reminded, "poll_reminder", "question")
