"""Whether mandates comply with the rules of their body; breaches are worded in the active language.

Mandates that have ended are recorded as they were; the rules apply to what holds today or later.
Two things are refused whatever a body's rules say: two mandates on one seat on one day, and one
person twice in the same role on one day.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.directory.models import Body, BodyRule, Mandate
from cms.directory.querysets import site_day
from cms.directory.rules import gap, last_day_of_term, rules_of
from cms.directory.services.periods import overlaps

# What never holds, beside the kinds of rules that a body may have.
SEAT_TAKEN, HELD_TWICE, FROZEN = "seat_taken", "held_twice", "frozen"


@dataclass(frozen=True)
class Breach:
    """One thing that breaks a rule: of which kind, beside which field, and said in words.

    `rule` is None where no rule of the body says it; `mandate` is the one that brings it about.
    """

    kind: str
    field: str
    message: str
    mandate: Mandate | None = None
    rule: BodyRule | None = None

    @property
    def article(self) -> str:
        """The article that the rule comes from, in the active language; empty where none says."""
        return self.rule.article if self.rule else ""

    @property
    def is_refused(self) -> bool:
        """Whether what brings it about is refused; otherwise it is flagged."""
        return self.rule is None or self.rule.consequence == BodyRule.Consequence.REFUSE

    def __str__(self):
        return f"{self.message} ({self.article})" if self.article else self.message


class RuleBroken(Exception):
    """What was asked for breaks rules that refuse it; `breaches` says which and why."""

    def __init__(self, breaches: list[Breach]):
        self.breaches = breaches
        super().__init__(" ".join(str(breach) for breach in breaches))


class ComplianceCheck:
    """Checks `after`, the mandates of one body, against what held `before` they changed.

    A rule that was broken already, and is not broken further, is not held against a change.
    """

    def __init__(
        self,
        rules: dict[str, BodyRule],
        after: Iterable[Mandate],
        before: Iterable[Mandate] = (),
        today: datetime.date | None = None,
    ):
        self.rules = rules
        self.today = today or site_day()
        self.after = list(after)
        self.before = list(before)
        self.known = {row.pk: row for row in self.before}

    def breaches(self, about: Iterable[Mandate]) -> list[Breach]:
        """Return what the mandates `about` break, by themselves or together with the others."""
        about = list(about)
        current = self.current(about)
        seated = [row for row in current if row.takes_seat]
        days = sorted({max(row.starts_on, self.today) for row in seated})
        return [
            *self.overlapping(about),
            *self.too_long(current),
            *self.beyond_the_cap(seated),
            *self.out_of_parity(days, seated),
        ]

    def current(self, rows: Iterable[Mandate]) -> list[Mandate]:
        """Return those of the `rows` that have not ended before today."""
        return [row for row in rows if row.ends_on is None or row.ends_on >= self.today]

    def state(self) -> list[Breach]:
        """Return what the rules find wrong as things stand: parity today, the rest also to come."""
        rows = self.current(self.after)
        seated = [row for row in rows if row.takes_seat]
        return [
            *self.overlapping(rows),
            *self.too_long(rows),
            *self.beyond_the_cap(seated),
            *self.out_of_parity([self.today], seated),
        ]

    # --- What never holds ----------------------------------------------------------------

    def overlapping(self, about: list[Mandate]) -> list[Breach]:
        """Return the seats taken twice and the people who hold one role twice on a day."""
        seats, holders = defaultdict(list), defaultdict(list)
        for row in self.after:
            holders[row.person_id, row.role].append(row)
            if row.seat and row.takes_seat:
                seats[row.seat].append(row)
        asked = {id(row) for row in about}
        found = []
        for kind, groups in ((HELD_TWICE, holders), (SEAT_TAKEN, seats)):
            for rows in groups.values():
                for earlier, later in overlaps(rows):
                    if id(later) in asked:
                        found.append(_overlap(kind, later, earlier))
                    elif id(earlier) in asked:
                        found.append(_overlap(kind, earlier, later))
        # Who holds a role twice takes the seat twice as well: said once.
        twice = {id(breach.mandate) for breach in found if breach.kind == HELD_TWICE}
        return [b for b in found if b.kind == HELD_TWICE or id(b.mandate) not in twice]

    # --- What a body's rules say ---------------------------------------------------------

    def too_long(self, current: list[Mandate]) -> list[Breach]:
        """Return the mandates that last longer than a term; an open end does."""
        rule = self.rules.get(BodyRule.Kind.TERM)
        found = []
        for row in current if rule else ():
            last = last_day_of_term(row.starts_on, rule.value)
            end = row.ends_on or datetime.date.max
            if row.role not in Mandate.TERM_ROLES or end <= last:
                continue
            old = self.known.get(row.pk)
            if old and _period(old) == _period(row):
                continue
            message = ngettext(
                "A mandate lasts %(months)s month at most, this one until %(day)s at the latest.",
                "A mandate lasts %(months)s months at most, this one until %(day)s at the latest.",
                rule.value,
            ) % {"months": rule.value, "day": date_format(last)}
            found.append(Breach(BodyRule.Kind.TERM, "ends_on", message, row, rule))
        return found

    def beyond_the_cap(self, seated: list[Mandate]) -> list[Breach]:
        """Return the day, if there is one, on which most seats beyond the cap are taken."""
        rule = self.rules.get(BodyRule.Kind.SEATS)
        if rule is None or not seated:
            return []
        after, before = _taken(self.after, self.today), _taken(self.before, self.today)
        worst = None
        for day, count in after.items():
            if count <= rule.value or (worst and count <= worst[0]):
                continue
            rows = [row for row in seated if row.is_in_force(day)]
            if rows and count > _at(before, day):
                worst = count, day, rows[-1]
        if worst is None:
            return []
        count, day, row = worst
        message = _("Seats taken on %(day)s: %(count)s. At most: %(most)s.") % {
            "day": date_format(day),
            "count": count,
            "most": rule.value,
        }
        return [Breach(BodyRule.Kind.SEATS, "body", message, row, rule)]

    def out_of_parity(self, days: list[datetime.date], seated: list[Mandate]) -> list[Breach]:
        """Return the first of the `days` on which parity is broken, more than it was before."""
        rule = self.rules.get(BodyRule.Kind.PARITY)
        for day in days if rule else ():
            women, men, others = genders(self.after, day)
            had_women, had_men, _had_others = genders(self.before, day)
            if gap(women, men) <= max(rule.value, gap(had_women, had_men)):
                continue
            message = _(
                "Women on %(day)s: %(women)s. Men: %(men)s. Difference at most: %(most)s."
            ) % {"day": date_format(day), "women": women, "men": men, "most": rule.value}
            if others:
                message += " " + _("Counted as neither, or gender not given: %(number)s.") % {
                    "number": others
                }
            row = next((row for row in reversed(seated) if row.is_in_force(day)), None)
            return [Breach(BodyRule.Kind.PARITY, "person", message, row, rule)]
        return []


def genders(rows: Iterable[Mandate], day: datetime.date) -> tuple[int, int, int]:
    """Return how many women, men and others have a seat on `day`; those unknown are others."""
    people = {row.person for row in rows if row.takes_seat and row.is_in_force(day)}
    counts = Counter(person.gender for person in people)
    women, men = counts["woman"], counts["man"]
    return women, men, len(people) - women - men


def check(changed: Iterable[Mandate], *, today: datetime.date | None = None) -> list[Breach]:
    """Return what the `changed` or new mandates, not yet saved, would break if they were.

    The number of queries does not grow with the mandates or bodies.
    """
    changed, today = list(changed), today or site_day()
    by_body, there = defaultdict(list), defaultdict(list)
    for row in changed:
        by_body[row.body_id].append(row)
    bodies = Body.objects.prefetch_related("rules").in_bulk(list(by_body))
    replaced = {row.pk for row in changed if row.pk}
    rows = Mandate.objects.filter(Q(body__in=list(by_body)) | Q(pk__in=replaced))
    found, known = [], {}
    for row in rows.select_related("person").order_by("starts_on", "pk"):
        there[row.body_id].append(row)
        known[row.pk] = row
    for row in changed:
        found += history_breaches(known[row.pk], row, today) if row.pk in known else []
    for body_id, about in by_body.items():
        before = there[body_id]
        after = [*(row for row in before if row.pk not in replaced), *about]
        found += ComplianceCheck(rules_of(bodies[body_id]), after, before, today).breaches(about)
    return found


def history_breaches(old: Mandate, new: Mandate, today: datetime.date) -> list[Breach]:
    """Return what `new` would rewrite of the history that `old` is; nothing before it begins.

    A seat's number may be filled in later; the last day may be moved while the mandate lasts.
    """
    if not old.has_begun(today):
        return []
    fields = ["body", "person", "organisation", "role", "starts_on", *(["seat"] * bool(old.seat))]
    attributes = {name: Mandate._meta.get_field(name).attname for name in fields}
    begun = _("It has begun: it can be ended, but not become another.")
    found = [
        Breach(FROZEN, name, begun, new)
        for name, attribute in attributes.items()
        if getattr(old, attribute) != getattr(new, attribute)
    ]
    ended = old.ended_at is not None or (old.ends_on is not None and old.ends_on < today)
    if ended and old.ends_on != new.ends_on:
        message = _("It has ended and stays as it was. Give a new mandate instead.")
        found.append(Breach(FROZEN, "ends_on", message, new))
    return found


def _overlap(kind: str, row: Mandate, other: Mandate) -> Breach:
    values = {"seat": row.seat, "person": other.person, "since": date_format(other.starts_on)}
    if other.ends_on:
        values["until"] = date_format(other.ends_on)
    texts = {
        (SEAT_TAKEN, True): _("%(person)s holds seat %(seat)s from %(since)s on."),
        (SEAT_TAKEN, False): _("%(person)s holds seat %(seat)s from %(since)s to %(until)s."),
        (HELD_TWICE, True): _("%(person)s holds this role on the body from %(since)s on."),
        (HELD_TWICE, False): _(
            "%(person)s holds this role on the body from %(since)s to %(until)s."
        ),
    }
    field = "seat" if kind == SEAT_TAKEN else "person"
    return Breach(kind, field, texts[kind, other.ends_on is None] % values, row)


def _period(row: Mandate) -> tuple:
    return row.body_id, row.role, row.starts_on, row.ends_on


def _taken(rows: Iterable[Mandate], today: datetime.date) -> dict[datetime.date, int]:
    """Return how many seats are taken from each day on, beginning today, in the order of days."""
    changes = Counter()
    for row in rows:
        if not row.takes_seat or (row.ends_on and row.ends_on < today):
            continue
        changes[max(row.starts_on, today)] += 1
        if row.ends_on and row.ends_on < datetime.date.max:
            changes[row.ends_on + datetime.timedelta(days=1)] -= 1
    taken, count = {}, 0
    for day in sorted(changes):
        count += changes[day]
        taken[day] = count
    return taken


def _at(taken: dict[datetime.date, int], day: datetime.date) -> int:
    """Return how many seats are taken on `day`."""
    return next((taken[since] for since in reversed(taken) if since <= day), 0)
