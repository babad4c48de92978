"""What a user's mandates give a right to, at the moment of asking. See docs/extranet-access.md.

The secretariat is who belongs to its group. Being a superuser gives no right here: whoever runs
the server reads no papers for that.
"""

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils import timezone

from cms.accounts.roles import ROLES
from cms.directory.models import Body, Mandate, Representative
from cms.directory.querysets import site_day

Role = Mandate.Role

# Who reads what a body reads; the others with a mandate see only what is opened to guests.
READERS = frozenset(
    {
        Role.CHAIR,
        Role.COORDINATOR,
        Role.MEMBER,
        Role.CO_OPTED,
        Role.SUBSTITUTE,
        Role.REPRESENTATIVE,
        Role.AUDITOR,
    }
)
# Who convenes a body, keeps its papers and writes its minutes, beside the secretariat.
OFFICERS = frozenset({Role.CHAIR, Role.COORDINATOR})
# Whose seat counts when a body votes or demands a meeting.
ENTITLED = frozenset({Role.CHAIR, Role.COORDINATOR, Role.MEMBER, Role.CO_OPTED})


@dataclass(frozen=True)
class Standing:
    """What somebody may do at `moment`; the sets hold ids of bodies.

    `reads` its papers, `visits` what is open to its guests, `manages` its meetings and documents,
    `audits` the log of who read what. `secretariat` manages every body, `audits_all` reads the log
    of every one.
    """

    moment: datetime.datetime
    user: settings.AUTH_USER_MODEL = None
    mandates: tuple[Mandate, ...] = ()
    secretariat: bool = False
    audits_all: bool = False
    reads: frozenset[int] = frozenset()
    visits: frozenset[int] = frozenset()
    manages: frozenset[int] = frozenset()
    audits: frozenset[int] = frozenset()

    def may_read(self, body_id: int) -> bool:
        """Return whether what the body reads may be read."""
        return self.secretariat or body_id in self.reads

    def may_manage(self, body_id: int) -> bool:
        """Return whether the body's meetings and documents may be kept."""
        return self.secretariat or body_id in self.manages

    def may_audit(self, body_id: int) -> bool:
        """Return whether it may be seen who read the body's documents."""
        return self.secretariat or self.audits_all or body_id in self.audits

    @cached_property
    def represents(self) -> tuple[Representative, ...]:
        """For which organisations they speak, by which role; one query, once."""
        if self.user is None:
            return ()
        rows = Representative.objects.in_force(site_day(self.moment))
        return tuple(rows.filter(person__user=self.user.pk).order_by("pk"))

    def mandates_on(self, body_id: int) -> list[Mandate]:
        """Return the mandates in force on a body."""
        return [mandate for mandate in self.mandates if mandate.body_id == body_id]

    def entitled_on(self, body_id: int) -> list[Mandate]:
        """Return the mandates whose seat counts on a body."""
        return [mandate for mandate in self.mandates_on(body_id) if mandate.role in ENTITLED]


def standing_of(who, at: datetime.datetime | None = None) -> Standing:
    """Return the standing of a user at a moment, by default now; a Standing is returned as it is.

    Asks the database every time: a right ends the moment its mandate does. Two queries.
    """
    if isinstance(who, Standing):
        return who
    moment = at or timezone.now()
    if who is None or not who.is_authenticated or not who.is_active:
        return Standing(moment)
    mandates = tuple(
        Mandate.objects.in_force_at(moment)
        .filter(person__user=who.pk)
        .select_related("body", "organisation", "person")
        .order_by("body__sort_order", "body__code", "pk")
    )
    secretariat = who.groups.filter(name=ROLES["secretariat"].name).exists()

    def bodies(roles) -> frozenset[int]:
        return frozenset(mandate.body_id for mandate in mandates if mandate.role in roles)

    auditing = [mandate for mandate in mandates if mandate.role == Role.AUDITOR]
    return Standing(
        moment=moment,
        user=who,
        mandates=mandates,
        secretariat=secretariat,
        # The auditor's office is a body of its own; an auditor seated on a body checks that body.
        audits_all=any(mandate.body.kind == Body.Kind.OFFICE for mandate in auditing),
        reads=bodies(READERS),
        visits=bodies(Role.values),
        manages=bodies(OFFICERS),
        audits=frozenset(mandate.body_id for mandate in auditing),
    )


def readers_of(body: Body, at: datetime.datetime | None = None):
    """Return the users who may read what a body reads at a moment, by default now."""
    holders = Mandate.objects.in_force_at(at).filter(body=body, role__in=READERS)
    return get_user_model().objects.filter(Q(pk__in=holders.values("person__user")), is_active=True)


def officers_of(body: Body, at: datetime.datetime | None = None):
    """Return the users who convene a body: its officers, or the secretariat where it has none."""
    holders = Mandate.objects.in_force_at(at).filter(body=body, role__in=OFFICERS)
    users = get_user_model().objects.filter(is_active=True)
    officers = users.filter(pk__in=holders.values("person__user"))
    return officers if officers.exists() else secretariat()


def secretariat():
    """Return the users of the secretariat."""
    return get_user_model().objects.filter(is_active=True, groups__name=ROLES["secretariat"].name)
