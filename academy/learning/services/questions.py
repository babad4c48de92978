"""Questions and answers within a cohort, and their moderation."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from academy.core.models import Cohort
from academy.learning.models import Lesson, Post, PostState, Question, Reply
from cms.core.errors import Refused


@transaction.atomic
def ask(
    *, cohort: Cohort, by, text: str, lesson: Lesson | None = None, moderates=False
) -> Question:
    """Ask the cohort something; return the question, held back where the cohort wants that.

    What who `moderates` writes is shown at once. Raise Refused once the cohort is closed.
    """
    _require_open(cohort)
    return Question.objects.create(
        cohort=cohort, author=by, text=text.strip(), lesson=lesson, state=_state(cohort, moderates)
    )


@transaction.atomic
def reply(*, question: Question, by, text: str, moderates=False) -> Reply:
    """Answer a question; return the reply. Raise Refused as `ask`, or where it is not shown."""
    question = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    _require_open(question.cohort)
    if question.state != PostState.SHOWN and not moderates:
        raise Refused(_("This question is not shown."))
    return Reply.objects.create(
        question=question, author=by, text=text.strip(), state=_state(question.cohort, moderates)
    )


@transaction.atomic
def moderate(*, post: Post, by, shown: bool) -> Post:
    """Show what was held back or reported, or remove it; return it. Either can be undone."""
    post = type(post).objects.select_for_update(of=("self",)).get(pk=post.pk)
    post.state = PostState.SHOWN if shown else PostState.REMOVED
    post.moderated_by, post.reported_at = by, None
    post.save(update_fields=["state", "moderated_by", "reported_at"])
    log(post, "academy.moderate", user=by, data={"shown": shown})
    return post


@transaction.atomic
def report(*, post: Post) -> None:
    """Ask a trainer to look at what somebody wrote; who asks is not kept."""
    type(post).objects.filter(pk=post.pk, reported_at=None).update(reported_at=timezone.now())


def _state(cohort: Cohort, moderates: bool) -> str:
    held = cohort.reads_questions_first and not moderates
    return PostState.HELD if held else PostState.SHOWN


def _require_open(cohort: Cohort) -> None:
    if cohort.closed_at is not None:
        raise Refused(_("This cohort is closed."))
