"""Everybody who meets the academy, and one of everything that it has, with a word in it that
nobody may read but who belongs there."""

from http.cookies import SimpleCookie
from types import SimpleNamespace

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.test import Client

from academy.core.models import Enrolment
from academy.learning.models import Attempt, AttemptAnswer, HandInFile, Question, Reply
from academy.reports.models import AlumniEntry
from cms.accounts.services import sync_roles
from tests.academy.certificates.world import certified, make_cohort
from tests.academy.world import make_world, staff
from tests.factories import UserFactory
from tests.factories.academy import EnrolmentFactory
from tests.factories.directory import labels
from tests.factories.learning import (
    CAPTIONS,
    HandInFactory,
    LessonFactory,
    LessonFileFactory,
    QuizFactory,
    SessionFactory,
    TaskFactory,
    ask,
    yesterday,
)
from tests.signing_in import force_login

State = Enrolment.State
CANARY = "zeitgeistkanari"

ANONYMOUS, PENDING = "anonymous", "staff without a second factor"
STRANGER, EDITOR, SUPERUSER = "stranger", "editor", "superuser"
CANDIDATE, OFFERED, WITHDRAWN = "candidate", "offered", "withdrawn"
LEARNER, OTHER_LEARNER = "participant", "participant of another cohort"
NOMINATOR, OTHER_NOMINATOR = "representative", "representative of another organisation"
TRAINING, OTHER_TRAINER = "trainer", "trainer of another cohort"
ACADEMY, SECRETARIAT = "academy staff", "secretariat"

OUTSIDE = frozenset({ANONYMOUS, PENDING})
RUNNING = {ACADEMY, SECRETARIAT}
INSIDE = RUNNING | {TRAINING, LEARNER}
ENROLLED = {CANDIDATE, OFFERED, WITHDRAWN, LEARNER, OTHER_LEARNER}
SIGNED_IN = (
    INSIDE | ENROLLED | {STRANGER, EDITOR, SUPERUSER, NOMINATOR, OTHER_NOMINATOR, OTHER_TRAINER}
)
EVERYBODY = sorted(SIGNED_IN | OUTSIDE)
# Those who have nothing to do with the cohort of the word.
ABROAD = sorted(SIGNED_IN - INSIDE - {NOMINATOR} | OUTSIDE)


class Rooms(SimpleNamespace):
    """One of everything, and somebody in every role, who signed in once for all tests."""

    def enter(self, client: Client, role: str) -> None:
        """Let the client be somebody in that role."""
        client.cookies = SimpleCookie()
        if role in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]

    def sign_everybody_in(self) -> None:
        """Keep a session of everybody."""
        self.sessions = {}
        for role, user in self.users.items():
            if user is not None:
                client = Client()
                force_login(client, user, second_factor_used=False if role == PENDING else None)
                self.sessions[role] = client.cookies[settings.SESSION_COOKIE_NAME].value


def make_rooms() -> Rooms:
    """Return the world of the tables: whatever has words has the word."""
    sync_roles()
    world = make_world()
    rooms = Rooms(**vars(world))
    _people(rooms)
    _learning(rooms)
    _selecting(rooms)
    _completing(rooms)
    rooms.sign_everybody_in()
    return rooms


def _people(rooms: Rooms) -> None:
    rooms.withdrawn = EnrolmentFactory(
        cohort=rooms.cohort, organisation=rooms.other_organisation, state=State.WITHDRAWN
    )
    rooms.accepted = EnrolmentFactory(
        cohort=rooms.coming, organisation=rooms.organisation, state=State.ACCEPTED
    )
    rooms.users = {
        ANONYMOUS: None,
        PENDING: staff(),
        STRANGER: UserFactory(),
        EDITOR: staff("editors"),
        SUPERUSER: get_user_model().objects.create_superuser("root@example.org", "password"),
        CANDIDATE: rooms.accepted.user,
        OFFERED: rooms.offered.user,
        WITHDRAWN: rooms.withdrawn.user,
        LEARNER: rooms.participant,
        OTHER_LEARNER: rooms.other_participant,
        NOMINATOR: rooms.nominator,
        OTHER_NOMINATOR: rooms.other_nominator,
        TRAINING: rooms.trainer,
        OTHER_TRAINER: rooms.other_trainer,
        ACADEMY: rooms.staff,
        SECRETARIAT: staff("secretariat"),
    }


def _learning(rooms: Rooms) -> None:
    cohort, word = rooms.cohort, f"About {CANARY}"
    Enrolment.objects.filter(pk=rooms.enrolment.pk).update(family_name=CANARY.title())
    body = [("paragraph", f"<p>What {CANARY} means.</p>")]
    rooms.lesson = LessonFactory(cohort=cohort, texts=body, texts__en=word)
    rooms.file = LessonFileFactory(
        lesson=rooms.lesson,
        titles=labels(word),
        name=f"{CANARY}.pdf",
        captions=CAPTIONS.replace("Good morning", word),
        captions_language="en",
    )
    rooms.quiz = QuizFactory(cohort=cohort, titles=labels(word))
    question = ask(rooms.quiz, "text")
    rooms.attempt = Attempt.objects.create(
        quiz=rooms.quiz,
        enrolment=rooms.enrolment,
        number=1,
        submitted_at=yesterday(),
    )
    rooms.answer = AttemptAnswer.objects.create(attempt=rooms.attempt, question=question, text=word)
    rooms.session = SessionFactory(
        cohort=cohort, titles=labels(word), link=f"https://meet.example.org/{CANARY}"
    )
    rooms.task = TaskFactory(lesson=rooms.lesson, titles=labels(word))
    rooms.hand_in = HandInFactory(task=rooms.task, enrolment=rooms.enrolment, text=word)
    rooms.hand_in_file = HandInFile.objects.create(
        hand_in=rooms.hand_in,
        file=ContentFile(b"plan", name="plan.txt"),
        name=f"{CANARY}.txt",
        content_type="text/plain",
        size=4,
    )
    rooms.question = Question.objects.create(cohort=cohort, author=rooms.participant, text=word)
    Reply.objects.create(question=rooms.question, author=rooms.trainer, text=word)


def _selecting(rooms: Rooms) -> None:
    rooms.nominated = EnrolmentFactory(
        cohort=rooms.coming, organisation=rooms.organisation, state=State.NOMINATED
    )


def _completing(rooms: Rooms) -> None:
    rooms.ended = make_cohort("ended")
    rooms.certificate = certified(rooms.ended, shows=False, user=rooms.participant)
    rooms.certified = rooms.certificate.enrolment
    rooms.alumni_entry = AlumniEntry.objects.create(
        enrolment=rooms.certified, user=rooms.participant, name=CANARY.title()
    )
