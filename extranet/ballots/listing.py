"""The list of ballots for one reader: what waits, what runs, what is over."""

import re
from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.directory.models import Body
from extranet.ballots.lines import lines_to_cast
from extranet.ballots.models import Ballot
from extranet.ballots.stages import RELATED, Stage, stage_of
from extranet.core.standing import Standing
from home.filters import Choice, Group, ListFilters

PAGE_SIZE = 25
State = Ballot.State


class Listing(ListFilters):
    """The ballots that somebody may see; those that are over narrowed by body and year.

    What the address says that means nothing is ignored.
    """

    def __init__(self, standing: Standing, params, base_url: str):
        self.standing = standing
        self.page_number = params.get("page")
        year, code = params.get("year", ""), params.get("body", "")
        self.body = (
            Body.objects.filter(code=code).first() if re.fullmatch(r"[-\w]{1,64}", code) else None
        )
        chosen = {
            "body": self.body.code if self.body else "",
            "year": year if re.fullmatch("[0-9]{4}", year) else "",
        }
        super().__init__(base_url, chosen)

    @cached_property
    def _pending(self) -> list[Ballot]:
        """What is not over, each with its stage and the votes that the reader has left in it."""
        rows = self._visible().exclude(state__in=(State.VOID, State.CLOSED))
        signing = self._visible().filter(state=State.CLOSED, record=None)
        found = [*rows, *(signing.filter(body__in=self._kept()) if self._keeps else ())]
        to_cast = set(lines_to_cast(self.standing).values_list("ballot", flat=True))
        for row in found:
            row.stage = stage_of(row, self.standing.moment)
            row.waits = row.pk in to_cast
        return found

    def _visible(self):
        rows = Ballot.objects.visible_to(self.standing)
        return rows.select_related("body", "rule", "meeting", *RELATED)

    @property
    def _keeps(self) -> bool:
        return self.standing.secretariat or bool(self.standing.manages)

    def _kept(self):
        return Body.objects.all() if self.standing.secretariat else self.standing.manages

    @property
    def to_vote(self) -> list[Ballot]:
        """Those in which the reader has a vote left to cast, the first to end first."""
        rows = [row for row in self._pending if row.stage == Stage.RUNNING and row.waits]
        return sorted(rows, key=_end)

    @property
    def running(self) -> list[Ballot]:
        """The others that take votes."""
        rows = [row for row in self._pending if row.stage == Stage.RUNNING and not row.waits]
        return sorted(rows, key=_end)

    @property
    def to_finish(self) -> list[Ballot]:
        """Those that are over and not counted, and for who manages, not signed."""
        return [
            row for row in self._pending if row.stage in (Stage.OVERDUE, Stage.TIE, Stage.TO_SIGN)
        ]

    @property
    def drafts(self) -> list[Ballot]:
        """Those being prepared, for who manages their body, and those announced to the reader."""
        return [row for row in self._pending if row.stage == Stage.DRAFT]

    def over(self, without: str = ""):
        """Return what the filters leave of those that are counted or void."""
        wanted = self.chosen | ({without: ""} if without else {})
        rows = Ballot.objects.visible_to(self.standing).filter(state__in=(State.CLOSED, State.VOID))
        if wanted["body"]:
            rows = rows.filter(body=self.body)
        if wanted["year"]:
            rows = rows.filter(created_at__year=int(wanted["year"]))
        return rows

    @cached_property
    def page(self):
        """The page of what is over that the address asks for, or the nearest there is."""
        rows = self.over().select_related("body", "rule", "meeting", *RELATED)
        found = Paginator(rows.order_by("-created_at", "-pk"), PAGE_SIZE).get_page(self.page_number)
        for row in found:
            row.stage = stage_of(row, self.standing.moment)
        return found

    @cached_property
    def groups(self) -> list[Group]:
        """The filters with what each offers, counted with the others in force."""
        return [
            Group("body", _("Body"), self._choices("body", self._bodies())),
            Group("year", _("Year"), self._choices("year", self._years())),
        ]

    def _choices(self, name: str, counted) -> list[Choice]:
        chosen = self.chosen[name]
        return self.choices(name, [row for row in counted if row[2] or row[0] == chosen])

    def _bodies(self):
        rows = self.over(without="body").order_by().values_list("body").annotate(Count("pk"))
        counts = dict(rows)
        return [
            (body.code, body.label, counts[body.pk]) for body in Body.objects.filter(pk__in=counts)
        ]

    def _years(self):
        rows = self.over(without="year").order_by().annotate(year=ExtractYear("created_at"))
        counts = dict(rows.values_list("year").annotate(Count("pk")))
        return [(f"{year:04}", str(year), counts[year]) for year in sorted(counts)[::-1]]

    @cached_property
    def sentence(self) -> str:
        """What is listed of those that are over, in words."""
        total = self.page.paginator.count
        sentence = ngettext("%(count)d ballot", "%(count)d ballots", total) % {"count": total}
        if self.chosen["year"]:
            sentence = _("%(ballots)s of %(year)d") % {
                "ballots": sentence,
                "year": int(self.chosen["year"]),
            }
        if self.body:
            sentence = _("%(ballots)s, %(body)s") % {"ballots": sentence, "body": self.body.label}
        return sentence


def _end(ballot: Ballot):
    """Order by the end, what has none first: it runs in a meeting."""
    return (ballot.closes_at is not None, ballot.closes_at or ballot.opened_at, ballot.pk)
