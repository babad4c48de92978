"""A cohort that is over, somebody who takes part in it, and the staff."""

import datetime

from django.contrib.auth.models import Group
from django.utils import timezone

from academy.certificates.services import certifying, details
from academy.core.models import Cohort, Course, Enrolment
from academy.learning.progress import Progress
from cms.accounts.roles import ROLES
from tests.factories.directory import OrganisationFactory, UserFactory, labels

DAY = datetime.timedelta(days=1)


def make_cohort(code: str = "spring", *, days: int = -3, **fields) -> Cohort:
    """Return an open cohort whose last day is in `days` days."""
    course, _created = Course.objects.get_or_create(
        code="organising", defaults={"titles": labels("Organising"), "hours": 40}
    )
    now, today = timezone.now(), timezone.localdate()
    given = {
        "titles": labels(f"Cohort {code}"),
        "time_zone": "Europe/Brussels",
        "languages": ["en"],
        "starts_on": today - 90 * DAY,
        "ends_on": today + days * DAY,
        "seats": 600,
        "nominations_from": now - 200 * DAY,
        "nominations_until": now - 120 * DAY,
        "published_at": now - 200 * DAY,
        "opened_at": now - 200 * DAY,
    }
    return Cohort.objects.create(course=course, code=code, **given | fields)


def enrol(cohort: Cohort, *, state: str = "active", user=None, organisation=None, **fields):
    """Return somebody who has a seat in the cohort, of a new organisation unless one is given."""
    number = cohort.enrolments.count() + 1
    user = user or UserFactory()
    given = {
        "organisation": organisation or OrganisationFactory(),
        "given_name": "Zoë",
        "family_name": f"Ndiaye {number}",
        "email": user.email,
        "email_canonical": user.email,
        "language": "en",
        "gender": "woman",
        "seat_number": number,
    }
    return Enrolment.objects.create(cohort=cohort, user=user, state=state, **given | fields)


def staff():
    """Return somebody who runs the academy."""
    user = UserFactory()
    user.groups.add(Group.objects.get_or_create(name=ROLES["academy"].name)[0])
    return user


def say(enrolment: Enrolment, name: str = "Zoë Ñúñez-Œuvre", language: str = "en", shows=False):
    """Write the name of a participant."""
    return details.say(
        enrolment=enrolment,
        by=enrolment.user,
        name=name,
        language=language,
        shows_organisation=shows,
    )


def certified(cohort: Cohort, *, by=None, language: str = "en", shows: bool = False, **fields):
    """Return the certificate of somebody new who has completed the cohort."""
    enrolment = enrol(cohort, state="completed", **fields)
    say(enrolment, language=language, shows=shows)
    return certifying.issue(enrolment=enrolment, by=by)


def reached(monkeypatch, progress: dict[int, Progress]) -> None:
    """Let people have reached what `progress` says, by enrolment; others nothing of nothing."""

    def progress_of(cohort, among, kinds):
        return {key: progress.get(key, NOTHING) for key in among}

    monkeypatch.setattr("academy.certificates.completion.progress_of", progress_of)


def counted(sessions=(0, 0), tests=(0, 0), tasks=(0, 0)) -> Progress:
    """Return progress as pairs of what is done and what is required."""
    return Progress(
        lessons_done=0,
        lessons_total=0,
        sessions_attended=sessions[0],
        sessions_required=sessions[1],
        tests_passed=tests[0],
        tests_required=tests[1],
        tasks_accepted=tasks[0],
        tasks_required=tasks[1],
    )


NOTHING = counted()
