"""What a poll came to, as far as it is shown: votes by option, names where it is no secret."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from poll.models import Item, Poll

from cms.core.charts import Chart, Series
from cms.core.shown_times import day
from cms.core.tabular.writing import write_csv
from cms.core.text import fold
from extranet.polls.models import Answer, Choice, Question
from extranet.polls.services.polls import FEW


@dataclass(frozen=True)
class Result:
    """An option: its words for the reader, how many chose it, and who."""

    label: str
    votes: int
    names: list[str] = field(default_factory=list)


def label_of(item: Item) -> str:
    """Return an option in words; a moment as the reader's clock shows it, a day as it is."""
    when = getattr(item, "when", None)
    if when is None:
        return item.value
    if when.day:
        return _in_words(when.day)
    moment = timezone.localtime(when.moment)
    return f"{_in_words(moment.date())}, {formats.date_format(moment, 'TIME_FORMAT')}"


def _in_words(date: datetime.date) -> str:
    return f"{formats.date_format(date, 'l')} {day(date)}"


def items_of(poll_id: int) -> list[Item]:
    """Return the options of a poll in their order, with `count`, how many chose each; one query."""
    rows = Item.objects.filter(poll=poll_id).select_related("when")
    return list(rows.annotate(count=Count("vote")).order_by("pos", "pk"))


def are_shown(question: Question, answered: int) -> bool:
    """Return whether it is time for the results; of an anonymous poll that runs, not before so
    many have answered that hardly anybody can be told from them."""
    if not question.is_running:
        return True
    return question.shown == Question.Shown.AT_ONCE and (not question.anonymous or answered >= FEW)


def results_of(question: Question, items: list[Item]) -> list[Result]:
    """Return the results of a poll, with names unless it is anonymous; at most one query."""
    names = defaultdict(list)
    if not question.anonymous:
        rows = Choice.objects.filter(answer__question=question, answer__user__isnull=False)
        for choice in rows.select_related("answer__user"):
            names[choice.item_id].append(choice.answer.user.name)
    return [Result(label_of(item), item.count, sorted(names[item.pk], key=fold)) for item in items]


def old_results(poll: Poll) -> list[Result]:
    """Return the results of a poll of an old installation: numbers alone."""
    return [Result(label_of(item), item.count) for item in items_of(poll.pk)]


def chart_of(results: list[Result]) -> Chart:
    """Return the results as bars and table."""
    return Chart(
        caption=_("How many chose what"),
        head=_("Option"),
        labels=tuple(result.label for result in results),
        series=(Series(_("Votes"), tuple(result.votes for result in results)),),
    )


def as_csv(question: Question, items: list[Item]) -> bytes:
    """Return a named poll as a table: a line a person, a column an option."""
    answers = Answer.objects.filter(question=question).select_related("user")
    chosen = defaultdict(set)
    for choice in Choice.objects.filter(answer__question=question):
        chosen[choice.answer_id].add(choice.item_id)
    rows = [
        [
            answer.user.name if answer.user else _("account erased"),
            *("1" if item.pk in chosen[answer.pk] else "" for item in items),
        ]
        for answer in answers
    ]
    rows.sort(key=lambda row: fold(row[0]))
    return write_csv([_("Name"), *(item.value for item in items)], rows)
