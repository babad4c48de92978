"""Courses, their cohorts, and who is on the way through them."""

import datetime

import factory
from django.utils import timezone

from academy.core.models import Cohort, Course, Enrolment, HistoryEntry, Trainer
from cms.core.mail_addresses import canonical

from .directory import OrganisationFactory, UserFactory, labels

State = Enrolment.State
# Nobody comes into these before places have been offered.
AFTER_THE_OFFERS = {*Enrolment.SEATED, State.LAPSED} - {State.SELECTED}


class CourseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Course

    code = factory.Sequence(lambda number: f"course-{number}")
    titles = factory.LazyAttribute(lambda row: labels(row.code.replace("-", " ").title()))
    hours = 40


class CohortFactory(factory.django.DjangoModelFactory):
    """A public, open cohort with ten seats that takes nominations and begins in two months.

    `begun=True` begins last week, `ended=True` ended last week; neither takes nominations.
    """

    class Meta:
        model = Cohort

    class Params:
        begun = False
        ended = False

    course = factory.SubFactory(CourseFactory)
    code = factory.Sequence(lambda number: f"cohort-{number}")
    titles = factory.LazyAttribute(lambda row: labels(row.code.replace("-", " ").title()))
    time_zone = "Europe/Paris"
    languages = factory.LazyFunction(lambda: ["en", "fr", "es"])
    seats = 10
    starts_on = factory.LazyAttribute(
        lambda row: (
            timezone.localdate()
            + datetime.timedelta(days=-90 if row.ended else -7 if row.begun else 60)
        )
    )
    ends_on = factory.LazyAttribute(
        lambda row: row.starts_on + datetime.timedelta(days=83 if row.ended else 90)
    )
    nominations_from = factory.LazyAttribute(
        lambda row: _noon(row.starts_on) - datetime.timedelta(days=90)
    )
    nominations_until = factory.LazyAttribute(
        lambda row: _noon(row.starts_on) - datetime.timedelta(days=30)
    )
    published_at = factory.LazyFunction(timezone.now)
    opened_at = factory.LazyFunction(timezone.now)


class TrainerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Trainer

    cohort = factory.SubFactory(CohortFactory)
    user = factory.SubFactory(UserFactory)


class EnrolmentFactory(factory.django.DjangoModelFactory):
    """Somebody in a state, with an account, a seat or a number in the queue where that needs one,
    and a history that says so. `organisation=None` for who applied alone."""

    class Meta:
        model = Enrolment
        skip_postgeneration_save = True

    cohort = factory.SubFactory(CohortFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    given_name = "Lina"
    family_name = factory.Sequence(lambda number: f"Moreno {number}")
    email = factory.Sequence(lambda number: f"lina{number}@example.org")
    email_canonical = factory.LazyAttribute(lambda row: canonical(row.email))
    language = "en"
    state = State.ACTIVE
    reason = "She organises the youth section."
    user = factory.Maybe(
        factory.LazyAttribute(lambda row: row.state in (State.NOMINATED, State.APPLIED)),
        yes_declaration=None,
        no_declaration=factory.SubFactory(
            UserFactory,
            email=factory.SelfAttribute("..email"),
            first_name=factory.SelfAttribute("..given_name"),
            last_name=factory.SelfAttribute("..family_name"),
            language=factory.SelfAttribute("..language"),
        ),
    )
    seat_number = factory.LazyAttribute(
        lambda row: _next(row, "seat_number") if row.state in Enrolment.SEATED else None
    )
    queue_number = factory.LazyAttribute(
        lambda row: _next(row, "queue_number") if row.state == State.WAITING else None
    )
    offered_until = factory.LazyAttribute(
        lambda row: (
            timezone.now() + datetime.timedelta(days=7) if row.state == State.OFFERED else None
        )
    )

    @factory.post_generation
    def history(self, create, extracted, **kwargs):
        if self.state in AFTER_THE_OFFERS and self.cohort.offers_sent_at is None:
            self.cohort.offers_sent_at = timezone.now()
            Cohort.objects.filter(pk=self.cohort.pk).update(offers_sent_at=timezone.now())
        HistoryEntry.objects.create(enrolment=self, action="made", state=self.state)


def _noon(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12), datetime.UTC)


def _next(row, name: str) -> int:
    """Return the number after the highest of the cohort."""
    rows = Enrolment.objects.filter(cohort=row.cohort).exclude(**{name: None})
    return (rows.order_by(f"-{name}").values_list(name, flat=True).first() or 0) + 1
