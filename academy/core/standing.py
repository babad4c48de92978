"""What somebody may do in the academy, at the moment of asking. See docs/academy.md.

The academy's staff and the secretariat are who belongs to their groups; a superuser gets no right
here by running the server.
"""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from academy.core.models import Enrolment, Trainer
from cms.accounts.roles import ROLES
from cms.directory.models import Representative
from cms.directory.querysets import site_day

# Whose office it is to nominate for an organisation.
NOMINATING = frozenset(
    {
        Representative.Role.ACADEMY,
        Representative.Role.INTERNATIONAL,
        Representative.Role.LEADER,
    }
)
STAFF = tuple(ROLES[code].name for code in ("academy", "secretariat"))


@dataclass(frozen=True)
class Standing:
    """What somebody may do at `moment`; the sets hold ids: of cohorts that they learn in or teach,
    of organisations that they nominate for. `staff` runs the academy."""

    moment: datetime.datetime
    user: settings.AUTH_USER_MODEL = None
    staff: bool = False
    learns: frozenset[int] = frozenset()
    teaches: frozenset[int] = frozenset()
    nominates_for: frozenset[int] = frozenset()
    # Has been nominated or applied, in whatever state.
    enrolled: bool = False

    @property
    def has_a_place(self) -> bool:
        """Whether there is anything for them in the academy's rooms."""
        return self.staff or self.enrolled or bool(self.teaches or self.nominates_for)

    def may_enter(self, cohort_id: int) -> bool:
        """Return whether the inside of a cohort may be seen."""
        return self.staff or cohort_id in self.learns or cohort_id in self.teaches

    def may_teach(self, cohort_id: int) -> bool:
        """Return whether a cohort may be taught: hand-ins answered, attendance kept."""
        return self.staff or cohort_id in self.teaches


def standing_of(user, at: datetime.datetime | None = None) -> Standing:
    """Return the standing of a user at a moment, by default now.

    Asks the database every time: who is taken out of a cohort is out at once. Four queries.
    """
    moment = at or timezone.now()
    if user is None or not user.is_authenticated or not user.is_active:
        return Standing(moment)
    enrolments = Enrolment.objects.filter(user=user).values_list("cohort_id", "state")
    enrolments = list(enrolments)
    nominating = Representative.objects.in_force(site_day(moment)).filter(
        person__user=user, role__in=NOMINATING
    )
    return Standing(
        moment=moment,
        user=user,
        staff=user.groups.filter(name__in=STAFF).exists(),
        learns=frozenset(cohort for cohort, state in enrolments if state in Enrolment.LEARNING),
        teaches=frozenset(Trainer.objects.filter(user=user).values_list("cohort_id", flat=True)),
        nominates_for=frozenset(nominating.values_list("organisation_id", flat=True)),
        enrolled=bool(enrolments),
    )
