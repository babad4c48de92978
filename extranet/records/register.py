"""The register of decisions as the address of its page narrows it, and as a table to take along."""

import re
from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.core.labels import site_languages
from cms.core.tabular.writing import write_csv
from cms.core.text import tidy
from cms.directory.models import Body
from cms.directory.querysets import site_day
from extranet.core.standing import Standing
from extranet.records.models import Decision, FollowUp
from home.filters import Choice, Group, ListFilters

PAGE_SIZE = 25
LONGEST_QUERY = 100


class Register(ListFilters):
    """The decisions that somebody may read, narrowed by body, year, tasks to do and words.

    What the address says that means nothing is ignored. Follow-ups are for who reads what the
    body reads; guests see decisions without them.
    """

    def __init__(self, standing: Standing, params, base_url: str):
        self.standing = standing
        self.page_number = params.get("page")
        self.words = tidy(params.get("q", ""))[:LONGEST_QUERY]
        year = params.get("year", "")
        code = params.get("body", "")
        self.body = (
            Body.objects.filter(code=code).first() if re.fullmatch(r"[-\w]{1,64}", code) else None
        )
        chosen = {
            "body": self.body.code if self.body else "",
            "year": year if re.fullmatch("[0-9]{4}", year) else "",
            "todo": "1" if params.get("todo") == "1" else "",
        }
        super().__init__(base_url, chosen)

    def rows(self, without: str = "", **instead):
        """Return the decisions that the filters leave, one left out or chosen instead."""
        wanted = self.chosen | ({without: ""} if without else {}) | instead
        rows = Decision.objects.visible_to(self.standing).matching(
            body=wanted["body"], year=int(wanted["year"] or 0), words=self.words
        )
        return rows.filter(self._has_tasks()) if wanted["todo"] else rows

    def _has_tasks(self):
        """Return the condition that something is still to be done, and the reader may know."""
        tasks = FollowUp.objects.filter(decision=OuterRef("pk"), done_on__isnull=True)
        return Exists(tasks) & self._told()

    def _told(self) -> Q:
        """Return the condition that the reader is told what follows from a decision."""
        if self.standing.secretariat:
            return Q()
        return Q(body__in=self.standing.reads | self.standing.manages)

    @cached_property
    def groups(self) -> list[Group]:
        """The filters with what each offers, counted with the others in force."""
        return [
            Group("body", _("Body"), self._choices("body", self._bodies())),
            Group("year", _("Year"), self._choices("year", self._years())),
            Group("todo", _("Follow-ups"), self._choices("todo", self._tasks())),
        ]

    def _choices(self, name: str, counted) -> list[Choice]:
        chosen = self.chosen[name]
        return self.choices(name, [row for row in counted if row[2] or row[0] == chosen])

    def _count(self, name: str, column: str) -> dict:
        rows = self.rows(without=name).order_by()
        return dict(rows.values_list(column).annotate(Count("pk")))

    def _bodies(self):
        counts = self._count("body", "body")
        named = list(Body.objects.filter(pk__in=counts))
        if self.body and self.body not in named:
            named.append(self.body)
        return [(body.code, body.label, counts.get(body.pk, 0)) for body in named]

    def _years(self):
        counts = self._count("year", "year")
        years = set(counts) | ({int(self.chosen["year"])} if self.chosen["year"] else set())
        return [(f"{year:04}", str(year), counts.get(year, 0)) for year in sorted(years)[::-1]]

    def _tasks(self):
        return [("1", _("still to do"), self.rows(todo="1").count())]

    @cached_property
    def page(self):
        """The page of decisions that the address asks for, or the nearest there is."""
        rows = self.rows().select_related("body").prefetch_related(self.successors())
        pending = Q(follow_ups__done_on__isnull=True, follow_ups__isnull=False)
        late = pending & Q(follow_ups__due_on__lt=site_day())
        rows = rows.annotate(
            pending=Count("follow_ups", filter=pending & self._told()),
            late=Count("follow_ups", filter=late & self._told()),
        )
        # What is counted is no longer in the model's own order.
        rows = rows.order_by("-taken_on", "-number", "-pk")
        return Paginator(rows, PAGE_SIZE).get_page(self.page_number)

    def successors(self) -> Prefetch:
        """Return what later decisions did to each, of those that the reader may see."""
        later = Decision.objects.visible_to(self.standing).order_by("taken_on", "number")
        return Prefetch("replaced_by", later, to_attr="successors")

    @property
    def total(self) -> int:
        """How many decisions the filters leave."""
        return self.page.paginator.count

    @cached_property
    def sentence(self) -> str:
        """What is listed, in words."""
        sentence = ngettext("%(count)d decision", "%(count)d decisions", self.total)
        sentence %= {"count": self.total}
        if self.chosen["year"]:
            year = int(self.chosen["year"])
            sentence = _("%(decisions)s of %(year)d") % {"decisions": sentence, "year": year}
        if self.body:
            sentence = _("%(decisions)s, %(body)s") % {
                "decisions": sentence,
                "body": self.body.label,
            }
        if self.chosen["todo"]:
            sentence = _("%(decisions)s, with follow-ups to do") % {"decisions": sentence}
        if self.words:
            named = {"decisions": sentence, "words": self.words}
            sentence = _("%(decisions)s, with the words “%(words)s”") % named
        return sentence


COLUMNS = {
    "reference": gettext_lazy("Number"),
    "taken_on": gettext_lazy("Taken on"),
    "body": gettext_lazy("Body"),
    "meeting": gettext_lazy("Meeting"),
    "item": gettext_lazy("Agenda item"),
    "majority": gettext_lazy("Majority"),
    "votes_for": gettext_lazy("In favour"),
    "votes_against": gettext_lazy("Against"),
    "abstentions": gettext_lazy("Abstentions"),
    "replaces": gettext_lazy("Earlier decision that it changes"),
    "notes": gettext_lazy("Notes"),
    "follow_ups": gettext_lazy("Follow-ups"),
}


def as_csv(rows) -> bytes:
    """Return decisions as CSV, harmless to spreadsheets: one row each, every language a column."""
    languages = site_languages()
    rows = rows.select_related("body", "meeting", "item", "replaces")
    rows = rows.prefetch_related("notes", "follow_ups__owner")
    headers = [str(header) for header in COLUMNS.values()]
    headers += [f"{_('Title')} ({code})" for code in languages]
    headers += [f"{_('Text')} ({code})" for code in languages]
    return write_csv(headers, (_cells(row, languages) for row in rows))


def _cells(row: Decision, languages: list[str]) -> list[str]:
    votes = (row.votes_for, row.votes_against, row.abstentions)
    return [
        row.reference,
        row.taken_on.isoformat(),
        row.body.label,
        row.meeting.title if row.meeting else _("in writing"),
        row.item.title if row.item else "",
        row.get_majority_display(),
        *("" if count is None else str(count) for count in votes),
        f"{row.get_effect_display()}: {row.replaces.reference}" if row.replaces else "",
        "\n".join(note.text for note in row.notes.all()),
        "\n".join(_task(task) for task in row.follow_ups.all()),
        *(row.titles.get(code, "") for code in languages),
        *(row.texts.get(code, "") for code in languages),
    ]


def _task(task: FollowUp) -> str:
    done = _("done on %(day)s") % {"day": task.done_on.isoformat()} if task.done_on else ""
    due = task.due_on.isoformat() if task.due_on else ""
    return "; ".join(filter(None, [task.task, task.owner.name, due, done, task.note]))
