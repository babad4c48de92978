"""What tests of polls share."""

import datetime

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from extranet.polls.models import Question
from extranet.polls.results import items_of
from extranet.polls.services import answers, polls

DAY = datetime.timedelta(days=1)


def asked(body, by, options=("Soup", "Bread", "Rice"), **fields) -> Question:
    """Return a poll of a body that is open for a week."""
    fields = {
        "title": "What is for lunch?",
        "closes_at": timezone.now() + 7 * DAY,
        "language": "en",
    } | fields
    return polls.ask(body=body, options=list(options), by=by, **fields)


def items(question) -> list[int]:
    """Return the keys of the options, in their order."""
    return list(question.poll.item_set.order_by("pos").values_list("pk", flat=True))


def choose(question, by, *places: int):
    """Answer with the options at these places."""
    keys = items(question)
    return answers.answer(question=question, items=[keys[place] for place in places], by=by)


def counts(question) -> list[int]:
    """Return how many chose each option, in their order."""
    return [item.count for item in items_of(question.pk)]


def passed(question, by=DAY / 24) -> Question:
    """Let the end of a poll pass, without anybody closing it; return it as it is then."""
    moment = timezone.now() - by
    rows = Question.objects.filter(pk=question.pk)
    rows.update(asked_at=F("asked_at") - 30 * DAY, closes_at=moment)
    return rows.get()


def url(name, *args, language="en") -> str:
    """Return the address of a page of the extranet."""
    with override(language):
        return reverse(f"extranet:{name}", args=args)
