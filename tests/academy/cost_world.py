"""Three cohorts with one of each kind of everything, and as many people in them as one likes."""

from itertools import count
from types import SimpleNamespace

from django.utils import timezone

from academy.certificates.models import Certificate, CertificateDetails
from academy.certificates.services import certifying
from academy.core.models import Enrolment, HistoryEntry, Quota
from academy.learning.models import (
    Attempt,
    AttemptAnswer,
    Attendance,
    HandIn,
    HandInFile,
    LessonProgress,
    Question,
    Reply,
)
from academy.reports.models import AlumniEntry, SurveyAnswer, SurveyQuestion, SurveyReply
from tests.academy.addresses import all_addresses
from tests.academy.certificates.world import say
from tests.academy.world import nominator, party, staff
from tests.factories import UserFactory
from tests.factories.academy import CohortFactory, EnrolmentFactory, TrainerFactory
from tests.factories.directory import labels
from tests.factories.learning import (
    CAPTIONS,
    LessonFactory,
    LessonFileFactory,
    QuizFactory,
    SessionFactory,
    TaskFactory,
    ask,
    in_days,
)

LESSONS = 20
State = Enrolment.State


def make_world() -> SimpleNamespace:
    """Return three cohorts, which run, ended and enrol, with one of each kind of everything."""
    world = SimpleNamespace(numbers=count(1000))
    world.organisations = [party() for _number in range(5)]
    organisation = world.organisations[0]
    rules = {"attendance_needed": 50, "tests_needed": 100, "tasks_needed": 50}
    world.running = CohortFactory(begun=True, seats=2000, **rules)
    world.ended = CohortFactory(ended=True, seats=2000)
    world.coming = CohortFactory(seats=2000, nominations_each=1000)
    Quota.objects.create(cohort=world.coming, organisation=organisation, nominations=1000)
    user = UserFactory()
    taking = {"user": user, "email": user.email, "organisation": organisation}
    world.row = EnrolmentFactory(cohort=world.running, **taking)
    world.done = EnrolmentFactory(cohort=world.ended, state=State.COMPLETED, **taking)
    world.offered = EnrolmentFactory(cohort=world.coming, state=State.OFFERED, **taking)
    world.users = {
        "p": user,
        "r": nominator(organisation),
        "t": TrainerFactory(cohort=world.running).user,
        "s": staff(),
    }
    TrainerFactory(cohort=world.ended, user=world.users["t"])
    world.nominated = EnrolmentFactory(
        cohort=world.coming, organisation=organisation, state=State.NOMINATED
    )
    world.accepted = EnrolmentFactory(
        cohort=world.coming, organisation=organisation, state=State.ACCEPTED
    )
    make_learning(world)
    make_end(world)
    return world


def make_learning(world) -> None:
    world.lessons = [LessonFactory(cohort=world.running) for _number in range(LESSONS)]
    world.file = LessonFileFactory(
        lesson=world.lessons[0], captions=CAPTIONS, captions_language="en"
    )
    world.quizzes = [QuizFactory(cohort=world.running) for _number in range(5)]
    world.asked = ask(world.quizzes[0], "text")
    now = timezone.now()
    world.attempt = Attempt.objects.create(quiz=world.quizzes[1], enrolment=world.row, number=1)
    read = Attempt.objects.create(
        quiz=world.quizzes[0], enrolment=world.row, number=1, submitted_at=now
    )
    world.answer = AttemptAnswer.objects.create(attempt=read, question=world.asked, text="Words")
    world.sessions = [SessionFactory(cohort=world.running, starts_at=in_days(-1)) for _n in "123"]
    world.session = SessionFactory(cohort=world.running)
    world.tasks = [TaskFactory(lesson=lesson) for lesson in world.lessons]
    world.hand_in = HandIn.objects.create(
        task=world.tasks[0], enrolment=world.row, number=1, text="My plan."
    )
    world.handed = HandInFile.objects.create(
        hand_in=world.hand_in,
        file=world.file.file.name,
        name="plan.pdf",
        content_type="application/pdf",
        size=world.file.size,
        sha256=world.file.sha256,
    )
    world.question = Question.objects.create(
        cohort=world.running, author=world.users["p"], text="How?"
    )


def make_end(world) -> None:
    say(world.done)
    world.certificate = certifying.issue(enrolment=world.done, by=world.users["s"])
    SurveyQuestion.objects.create(texts=labels("Was it good?"))
    world.surveyed = SurveyQuestion.objects.create(kind="text", texts=labels("What was not?"))
    world.entry = AlumniEntry.objects.create(
        enrolment=world.done, user=world.users["p"], name="Lina Moreno"
    )


def add_people(world, number: int) -> None:
    """Bring so many into each cohort, with all that they leave behind."""
    now = timezone.now()
    active = enrol(world, world.running, State.ACTIVE, number)
    LessonProgress.objects.bulk_create(
        LessonProgress(lesson=lesson, enrolment=row, done_at=now)
        for row in active
        for lesson in world.lessons
    )
    attempts = Attempt.objects.bulk_create(
        Attempt(quiz=world.quizzes[0], enrolment=row, number=1, submitted_at=now) for row in active
    )
    AttemptAnswer.objects.bulk_create(
        AttemptAnswer(attempt=attempt, question=world.asked, text="Words") for attempt in attempts
    )
    Attendance.objects.bulk_create(
        Attendance(session=session, enrolment=row, state="present")
        for row in active
        for session in world.sessions
    )
    HandIn.objects.bulk_create(
        HandIn(task=task, enrolment=row, number=1, text="Mine.")
        for row in active
        for task in world.tasks[:3]
    )
    people = UserFactory._meta.model.objects.bulk_create(
        UserFactory.build(email=f"person{next(world.numbers)}@example.org") for _row in active
    )
    posts = {"text": "How?", "reported_at": now}
    Question.objects.bulk_create(
        Question(cohort=world.running, author=person, **posts) for person in people
    )
    Reply.objects.bulk_create(
        Reply(question=world.question, author=person, **posts) for person in people
    )
    states = (State.ACCEPTED, State.WAITING, State.SELECTED, State.CONFIRMED, State.NOT_SELECTED)
    for state in states:
        enrol(world, world.coming, state, number // len(states))
    complete(world, enrol(world, world.ended, State.COMPLETED, number), people)


def enrol(world, cohort, state, number) -> list[Enrolment]:
    """Return so many new enrolments in a state."""
    rows = []
    for place in range(number):
        at = next(world.numbers)
        rows.append(
            Enrolment(
                cohort=cohort,
                organisation=world.organisations[place % len(world.organisations)],
                given_name="Ada",
                family_name=f"Diop {at}",
                email=f"ada{at}@example.org",
                email_canonical=f"ada{at}@example.org",
                language="en",
                state=state,
                rank=at,
                seat_number=at if state in Enrolment.SEATED else None,
                queue_number=at if state == State.WAITING else None,
            )
        )
    Enrolment.objects.bulk_create(rows)
    HistoryEntry.objects.bulk_create(
        HistoryEntry(enrolment=row, action="made", state=state) for row in rows
    )
    return rows


def complete(world, rows, people) -> None:
    """Give everybody in `rows` what the end of a cohort brings."""
    CertificateDetails.objects.bulk_create(
        CertificateDetails(enrolment=row, name=row.name, language="en") for row in rows
    )
    Certificate.objects.bulk_create(
        Certificate(
            enrolment=row,
            code=f"{row.pk:012d}"[-12:],
            digest=f"{row.pk:064d}",
            sealed=b"",
            language="en",
        )
        for row in rows[::2]
    )
    AlumniEntry.objects.bulk_create(
        AlumniEntry(enrolment=row, user=person, name=row.name)
        for row, person in zip(rows, people, strict=True)
    )
    SurveyReply.objects.bulk_create(SurveyReply(enrolment=row) for row in rows)
    SurveyAnswer.objects.bulk_create(
        SurveyAnswer(cohort=world.ended, question=world.surveyed, text="Nothing.") for _row in rows
    )


def add_cohorts(world, number: int) -> None:
    """Add cohorts that end, run and enrol, as they come in the course of the years."""
    for _number in range(number):
        for fields in ({"ended": True}, {"begun": True}, {}):
            TrainerFactory(cohort=CohortFactory(**fields), user=world.users["t"])


def addresses(world) -> dict[str, str]:
    row, done, coming = world.row.pk, world.done.pk, {"code": world.coming.code}
    ended = {"code": world.ended.code, "pk": done}
    return all_addresses(
        {
            "code": world.running.code,
            "organisation": world.organisations[0].code,
            "kind": "question",
            "file_format": "csv",
            "act": "select",
            "pk": row,
        },
        nominate=coming,
        nomination_move={"pk": world.accepted.pk},
        nomination_take_back={"pk": world.accepted.pk},
        nomination_send_again={"pk": world.nominated.pk},
        enrolment={"pk": world.offered.pk},
        offer_confirm={"pk": world.offered.pk},
        offer_decline={"pk": world.offered.pk},
        candidate={"pk": world.accepted.pk},
        candidate_act={"pk": world.accepted.pk},
        cohort_candidates=coming,
        offers=coming,
        seats=coming,
        candidates_export=coming,
        lesson={"pk": world.lessons[3].pk},
        lesson_done={"pk": world.lessons[3].pk},
        lesson_file={"pk": world.file.pk},
        captions={"pk": world.file.pk},
        quiz={"pk": world.quizzes[0].pk},
        quiz_begin={"pk": world.quizzes[0].pk},
        attempt={"pk": world.attempt.pk},
        answer_read={"pk": world.answer.pk},
        session={"pk": world.session.pk},
        session_calendar={"pk": world.session.pk},
        session_change={"pk": world.session.pk},
        session_cancel={"pk": world.session.pk},
        attendance={"pk": world.sessions[0].pk},
        task={"pk": world.tasks[0].pk},
        task_change={"pk": world.tasks[0].pk},
        task_set={"lesson": world.lessons[0].pk},
        hand_in={"pk": world.hand_in.pk},
        hand_in_file={"pk": world.handed.pk},
        question={"pk": world.question.pk},
        post_report={"pk": world.question.pk},
        post_moderate={"pk": world.question.pk},
        certificate=ended,
        certificate_pdf={"pk": world.certificate.pk},
        certificates_issue=ended,
        certificate_issue=ended,
        certificate_replace=ended,
        certificate_revoke=ended,
        report_feedback=ended,
        survey=ended,
        alumni_join=ended,
        alumni_leave={"pk": world.entry.pk},
    )
