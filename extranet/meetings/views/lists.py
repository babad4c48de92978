"""The lists of meetings: those coming, and those of a year that is past."""

import datetime
from collections import Counter
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from cms.directory.models import Body
from extranet.core.standing import ENTITLED
from extranet.meetings.models import Meeting, Reply
from extranet.meetings.services.meetings import owed_by
from extranet.meetings.services.replies import replies_close
from extranet.meetings.views.base import MeetingsView

A_PAGE = 30


class ListView(MeetingsView, TemplateView):
    """Meetings that the reader may see; `?body=` keeps those of one body."""

    template_name = "meetings/list.html"
    past = False

    @cached_property
    def now(self):
        """The moment of asking."""
        return timezone.now()

    @cached_property
    def all_meetings(self):
        """All that the reader may see, coming or past."""
        rows = Meeting.objects.visible_to(self.standing)
        return rows.past(self.now) if self.past else rows.coming(self.now)

    @cached_property
    def counts(self) -> Counter:
        """How many there are by (body, year)."""
        zone = timezone.get_default_timezone()
        return Counter(
            (body, timezone.localtime(starts_at, zone).year)
            for body, starts_at in self.all_meetings.values_list("body", "starts_at")
        )

    @cached_property
    def years(self) -> list[int]:
        """The years of past meetings, the latest first."""
        return sorted({year for _body, year in self.counts}, reverse=True) if self.past else []

    @cached_property
    def year(self) -> int:
        """The year of the list: of the address, else the latest, else this one."""
        this_year = timezone.localdate(self.now, timezone.get_default_timezone()).year
        if not self.past:
            return this_year
        return self.kwargs.get("year") or (self.years[0] if self.years else this_year)

    @cached_property
    def bodies(self) -> dict[int, Body]:
        """The bodies that have one of the meetings, or whose meetings the reader prepares."""
        wanted = {body for body, _year in self.counts}
        rows = Body.objects.all()
        if not self.standing.secretariat:
            rows = rows.filter(pk__in=wanted | self.standing.manages)
        return rows.in_bulk()

    @cached_property
    def body(self) -> Body | None:
        """The body of the filter."""
        code = self.request.GET.get("body", "")
        if not code:
            return None
        found = [body for body in self.bodies.values() if body.code == code]
        self.require(bool(found))
        return found[0]

    def address(self, *, year=None, body=None, page=None) -> str:
        """Return the address of the list with other filters."""
        if self.past and year:
            path = reverse("extranet:meetings-of-year", args=[year])
        else:
            path = reverse("extranet:meetings-past" if self.past else "extranet:meetings")
        query = {"body": body.code if body else "", "page": page or ""}
        query = urlencode({name: value for name, value in query.items() if value})
        return f"{path}?{query}" if query else path

    def get_context_data(self, **kwargs):
        rows = self.all_meetings.select_related("body")
        if self.body:
            rows = rows.filter(body=self.body)
        if self.past:
            if self.kwargs.get("year") and self.year not in self.years:
                raise Http404
            zone = timezone.get_default_timezone()
            first = datetime.datetime(self.year, 1, 1, tzinfo=zone)
            after = datetime.datetime(self.year + 1, 1, 1, tzinfo=zone)
            rows = rows.filter(starts_at__gte=first, starts_at__lt=after)
        page = Paginator(rows, A_PAGE).get_page(self.request.GET.get("page"))
        self._mark_replies(page.object_list)
        chosen = self.body
        return super().get_context_data(**kwargs) | {
            "past": self.past,
            "page": page,
            "query": urlencode({"body": chosen.code}) + "&" if chosen else "",
            "body": chosen,
            "year": self.year if self.past and self.years else None,
            "body_filter": self._body_filter(),
            "year_filter": self._year_filter(),
            "tabs": self._tabs(),
            "owed": self._owed(),
            "clear_url": self.address(year=self.kwargs.get("year")) if chosen else "",
            "may_create": self.standing.secretariat or bool(self.standing.manages),
        }

    def _mark_replies(self, meetings) -> None:
        """Set on each meeting what the reader said, and whether a reply is owed."""
        own = {mandate.pk: mandate for mandate in self.standing.mandates}
        replies = {}
        if own and not self.past:
            rows = Reply.objects.that_hold().filter(
                meeting__in=list(meetings), mandate__in=list(own)
            )
            for reply in rows:
                replies.setdefault(reply.meeting_id, {})[reply.mandate_id] = reply
        for meeting in meetings:
            given = replies.get(meeting.pk, {})
            meeting.my_replies = list(given.values())
            open_ = meeting.state == Meeting.State.CONVENED and replies_close(meeting) > self.now
            meeting.reply_owed = open_ and any(
                mandate.pk not in given
                for mandate in self.standing.mandates_on(meeting.body_id)
                if mandate.role in ENTITLED
            )

    def _tabs(self) -> list[dict]:
        query = f"?{urlencode({'body': self.body.code})}" if self.body else ""
        return [
            {
                "text": _("Coming"),
                "url": reverse("extranet:meetings") + query,
                "current": not self.past,
            },
            {
                "text": _("Past"),
                "url": reverse("extranet:meetings-past") + query,
                "current": self.past,
            },
        ]

    def _body_filter(self) -> dict:
        choices = []
        for body in self.bodies.values():
            count = sum(
                number
                for (of_body, year), number in self.counts.items()
                if of_body == body.pk and (not self.past or year == self.year)
            )
            chosen = body == self.body
            if count or chosen:
                url = self.address(year=self.kwargs.get("year"), body=None if chosen else body)
                choices.append({"label": body.label, "count": count, "url": url, "chosen": chosen})
        return {
            "label": _("Body"),
            "choices": choices,
            "chosen": {"label": self.body.label} if self.body else None,
        }

    def _year_filter(self) -> dict:
        choices = []
        for year in self.years:
            count = sum(
                number
                for (body, of_year), number in self.counts.items()
                if of_year == year and (not self.body or body == self.body.pk)
            )
            url = self.address(year=year, body=self.body)
            choices.append(
                {"label": str(year), "count": count, "url": url, "chosen": year == self.year}
            )
        chosen = {"label": str(self.year)} if self.years else None
        return {"label": _("Year"), "choices": choices, "chosen": chosen}

    def _owed(self) -> list[dict]:
        """Return the bodies of the reader's that have to meet more often in the year."""
        managed = [
            body
            for body in self.bodies.values()
            if self.standing.may_manage(body.pk) and (not self.body or body == self.body)
        ]
        if not managed or (self.past and not self.years):
            return []
        owed = owed_by(managed, self.year)
        return [{"body": body, "count": owed[body.pk]} for body in managed if owed.get(body.pk)]
