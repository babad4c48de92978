"""Ballots that were really voted on: by the services, as delegates do it on the pages."""

import datetime
import json
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone

from cms.accounts.roles import ROLES
from cms.accounts.services import sync_roles
from cms.directory.models import Body, Mandate, Person
from extranet.ballots.models import Ballot, DecisionRule
from extranet.ballots.services import ballots, casting, closing, opening, results
from extranet.core.standing import ENTITLED, secretariat
from extranet.meetings.sample.meetings import sample_item, sample_meeting
from extranet.notices.models import Notice

TEXTS = Path(__file__).parent / "ballots.json"
DAY = datetime.timedelta(days=1)
# Of those whose votes are cast for the sample; the rest have still to vote.
VOTED = 9
# Who signs in to look around finds a vote to cast.
LEFT = ("clarisse-yandoka", "wanjiru-otieno")
# Where the rules that are shipped are not loaded.
RULES = {
    "ordinary": {"unit": "organisation"},
    "admission": {
        "majority": "consensus",
        "base": "entitled",
        "fallback": "two_thirds",
        "fallback_base": "yes_no",
        "objection_days": 14,
    },
    "on-a-person": {"secret": True},
}


class Ballots:
    """Makes the ballots that are missing."""

    def __init__(self):
        self.texts = json.loads(TEXTS.read_text(encoding="utf-8"))

    def make(self) -> int:
        """Make what is missing of the sample; return how many ballots were made.

        Nobody is written to because of them.
        """
        steering, board = (Body.objects.get(code=code) for code in ("steering-committee", "board"))
        made = 0
        for body, parts in ((steering, (self._void, self._secret)), (board, (self._consensus,))):
            titles = [self.texts[part.__name__[1:]]["titles"] for part in parts]
            missing = [
                part
                for part, named in zip(parts, titles, strict=True)
                if not Ballot.objects.filter(body=body, titles=named).exists()
            ]
            if missing:
                before = Ballot.objects.count()
                with lent_accounts(body) as officers:
                    for part in missing:
                        part(body, *officers)
                made += Ballot.objects.count() - before
        Notice.objects.filter(kind__startswith="ballot_", sent_at=None).delete()
        return made

    def _void(self, body: Body, chair, _secretary) -> None:
        """A ballot that was declared void, and its new round, which is open."""
        first = self._opened("void", body, "ordinary", chair, closes_at=timezone.now() + 7 * DAY)
        again = opening.void(
            ballot=first, reason=self.texts["void"]["reason"], by=chair, again=True
        )
        opening.open_ballot(ballot=again, by=chair, closes_at=timezone.now() + 12 * DAY)
        lines = again.lines.select_related("organisation").order_by("pk")
        answers = cycle(["yes", "yes", "no", "yes", "abstain"])
        for line in lines[: VOTED + len(LEFT)]:
            seats = Mandate.objects.in_force_at().filter(body=body, role__in=ENTITLED)
            seats = seats.filter(organisation=line.organisation_id)
            if not seats.filter(person__code__in=LEFT).exists():
                voter = seats.order_by("pk").first().person.user
                casting.cast(ballot=again, line=line, choice=[next(answers)], by=voter)

    def _secret(self, body: Body, chair, secretary) -> None:
        """A secret ballot in a meeting, counted, signed by two and recorded."""
        meeting = sample_meeting("steering-spring")
        if meeting is None:
            return
        ballot = self._opened(
            "secret",
            body,
            "on-a-person",
            chair,
            mode=Ballot.Mode.MEETING,
            meeting=meeting,
            item=sample_item(meeting, "care"),
        )
        answers = cycle(["yes", "yes", "yes", "no", "yes", "abstain"])
        for line in ballot.lines.filter(present=True).select_related("mandate__person__user"):
            voter = (line.voter or line.mandate).person.user
            casting.cast(ballot=ballot, line=line, choice=[next(answers)], by=voter)
        closing.close(ballot=ballot, by=chair)
        for user in (chair, secretary):
            results.sign(ballot=ballot, by=user)

    def _consensus(self, body: Body, chair, _secretary) -> None:
        """Consensus that failed by an objection; the vote by two thirds is prepared."""
        end = timezone.now() + 15 * DAY
        ballot = self._opened("consensus", body, "admission", chair, closes_at=end)
        lines = list(ballot.lines.select_related("mandate__person__user").order_by("pk"))
        for line in lines:
            objects = line is lines[len(lines) // 2]
            casting.cast(
                ballot=ballot,
                line=line,
                choice=["no" if objects else "yes"],
                by=line.mandate.person.user,
                reason=self.texts["consensus"]["objection"] if objects else "",
            )
        closing.close(ballot=ballot, by=chair)

    def _opened(self, name: str, body: Body, kind: str, by, **fields) -> Ballot:
        row = self.texts[name]
        ballot = ballots.prepare(
            body=body,
            rule=self._rule(body, kind, row.get("rule")),
            titles=row["titles"],
            texts=row["texts"],
            by=by,
            **fields,
        )
        return opening.open_ballot(ballot=ballot, by=by)

    def _rule(self, body: Body, kind: str, labels: dict | None) -> DecisionRule:
        rule = DecisionRule.objects.in_force().filter(body=body, kind=kind).first()
        return rule or DecisionRule.objects.create(
            body=body, kind=kind, labels=labels or {"en": kind}, **RULES[kind]
        )


@contextmanager
def lent_accounts(body: Body):
    """Let everybody who has a seat on a body sign in for a while; give the chair and somebody of
    the secretariat.

    Only a few people of the sample have an account of their own. The others vote with one that
    goes again: what they did stays under their name.
    """
    users = get_user_model().objects
    seated = Mandate.objects.in_force_at().filter(body=body, role__in=ENTITLED)
    people = Person.objects.filter(pk__in=seated.values("person"), user=None)
    lent = []
    for person in people:
        person.user = users.create_user(
            f"{person.code}@sample.invalid",
            first_name=person.given_name,
            last_name=person.family_name,
        )
        person.save(update_fields=["user"])
        lent.append(person.user)
    secretary = secretariat().first()
    if secretary is None:
        sync_roles()
        secretary = users.create_user("secretariat@sample.invalid", last_name="Secretariat")
        secretary.groups.add(Group.objects.get(name=ROLES["secretariat"].name))
        lent.append(secretary)
    chair = seated.filter(role=Mandate.Role.CHAIR).order_by("pk").first()
    try:
        yield Person.objects.get(pk=chair.person_id).user, secretary
    finally:
        Person.objects.filter(user__in=lent).update(user=None)
        users.filter(pk__in=[user.pk for user in lent]).delete()
