"""Who may sign an appeal for which organisation: pure reads, asked at the moment of the act."""

import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from campaigns.errors import SigningRefused
from campaigns.models import SigningPolicy
from cms.accounts.models import User
from cms.directory.models import Mandate, Organisation, Representative

# Who speaks for the whole organisation; youth and women's representatives speak for a part of it.
SIGNING_ROLES = (
    Representative.Role.LEADER,
    Representative.Role.INTERNATIONAL,
    Representative.Role.DELEGATE,
)
# Who signs by themselves; anybody else is entered by the secretariat.
SIGNING_STATUSES = ("member", "associated")


def organisations_of(user, moment: datetime.datetime | None = None):
    """Return the organisations that `user` may sign for at `moment`, by default now, by code.

    A leader, an international secretary or a delegate may, and who holds a mandate for it.
    """
    if not user.is_authenticated or not user.is_active:
        return Organisation.objects.none()
    speaks = Representative.objects.in_force().filter(person__user=user, role__in=SIGNING_ROLES)
    sits = Mandate.objects.in_force_at(moment).filter(person__user=user)
    ids = Q(pk__in=speaks.values("organisation")) | Q(pk__in=sits.values("organisation"))
    rows = Organisation.objects.with_status().filter(ids, status__in=SIGNING_STATUSES)
    return rows.select_related("place").order_by("code")


def require_signer(user, organisation: Organisation) -> None:
    """Raise SigningRefused unless `user` may sign for `organisation` now."""
    if not organisations_of(user).filter(pk=organisation.pk).exists():
        raise SigningRefused(_("You may not sign for this organisation."))


def wants_second_approval(organisation: Organisation) -> bool:
    """Return whether another person has to approve what one signs for `organisation`."""
    return SigningPolicy.objects.filter(organisation=organisation, second_approval=True).exists()


def known_address(organisation: Organisation, besides: int | None = None) -> User | None:
    """Return the account that a link to sign for `organisation` is sent to, or None.

    The leader's, else the international secretary's, else a delegate's; never that of the person
    whose id is `besides`.
    """
    rows = (
        Representative.objects.in_force()
        .filter(organisation=organisation, role__in=SIGNING_ROLES, person__user__is_active=True)
        .exclude(person__user=besides)
        .select_related("person__user")
        .order_by("starts_on", "pk")
    )
    found = min(rows, key=lambda row: SIGNING_ROLES.index(row.role), default=None)
    return found.person.user if found else None


def members_to_invite(appeal):
    """Return the members that have neither signed `appeal` nor been invited to, by code."""
    reached = appeal.organisation_signatures.exclude(organisation=None).values("organisation")
    rows = Organisation.objects.with_status().filter(status__in=SIGNING_STATUSES)
    return rows.exclude(pk__in=reached).order_by("code")
