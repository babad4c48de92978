"""Who is who in the tests of the academy."""

from types import SimpleNamespace

from django.contrib.auth.models import Group

from academy.core.models import Enrolment
from cms.accounts.roles import ROLES
from cms.directory.models import Representative
from tests.factories import (
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    RepresentativeFactory,
    UserFactory,
)
from tests.factories.academy import CohortFactory, EnrolmentFactory, TrainerFactory

State = Enrolment.State


def nominator(organisation, role=Representative.Role.ACADEMY, **fields):
    """Return the account of somebody who nominates for `organisation`."""
    person = PersonFactory(user=UserFactory(**fields))
    RepresentativeFactory(person=person, organisation=organisation, role=role)
    return person.user


def staff(code="academy"):
    """Return the account of somebody of the academy's staff, or of another group by its code."""
    user = UserFactory()
    user.groups.add(Group.objects.get_or_create(name=ROLES[code].name)[0])
    return user


def party(region=None, **fields):
    """Return a member in a country of its own."""
    return OrganisationFactory(place=PlaceFactory(parent=region), **fields)


def make_world(**cohort) -> SimpleNamespace:
    """Return a running `cohort` and an `other` one, their people, a party and who nominates for it.

    `participant` and `trainer` belong to the cohort, `other_participant` and `other_trainer` to the
    other one; `waiting` and `offered` are candidates of `coming`, which takes nominations.
    """
    world = SimpleNamespace()
    world.region = PlaceFactory(kind="region")
    world.organisation, world.other_organisation = party(world.region), party()
    world.nominator = nominator(world.organisation)
    world.other_nominator = nominator(world.other_organisation)
    world.staff = staff()
    world.cohort = CohortFactory(**{"begun": True} | cohort)
    world.other, world.coming = CohortFactory(begun=True), CohortFactory(seats=1)
    world.trainer = TrainerFactory(cohort=world.cohort).user
    world.other_trainer = TrainerFactory(cohort=world.other).user
    world.enrolment = EnrolmentFactory(cohort=world.cohort, organisation=world.organisation)
    world.other_enrolment = EnrolmentFactory(
        cohort=world.other, organisation=world.other_organisation
    )
    world.offered = EnrolmentFactory(
        cohort=world.coming, organisation=world.organisation, state=State.OFFERED
    )
    world.waiting = EnrolmentFactory(
        cohort=world.coming, organisation=world.organisation, state=State.WAITING
    )
    world.participant = world.enrolment.user
    world.other_participant = world.other_enrolment.user
    return world
