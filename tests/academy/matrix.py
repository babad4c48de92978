"""The table: for every address of the academy, who may see it. `tests/academy/rooms.py` has the
rows, the roles and a word that stands in all that is a cohort's own."""

from tests.academy.rooms import (
    CANDIDATE,
    EDITOR,
    ENROLLED,
    INSIDE,
    LEARNER,
    NOMINATOR,
    OFFERED,
    OTHER_LEARNER,
    OTHER_NOMINATOR,
    OTHER_TRAINER,
    RUNNING,
    SIGNED_IN,
    STRANGER,
    SUPERUSER,
    TRAINING,
    Rooms,
)

# Who has anything to do with the academy.
AT_HOME = SIGNED_IN - {STRANGER, EDITOR, SUPERUSER}
TEACHERS = RUNNING | {TRAINING, OTHER_TRAINER}
NOMINATORS = {NOMINATOR, OTHER_NOMINATOR}


def table(rooms: Rooms) -> dict[str, tuple[list, set[str]]]:
    """Return the arguments of every address below /learn/, and who may see it, by its name."""
    cohort, coming, ended = rooms.cohort.code, rooms.coming.code, rooms.ended.code
    own = RUNNING | {TRAINING}
    return {
        "overview": ([], AT_HOME),
        # What a cohort learns.
        "lessons": ([], AT_HOME),
        "cohort-lessons": ([cohort], INSIDE),
        "lesson": ([rooms.lesson.pk], INSIDE),
        "lesson-done": ([rooms.lesson.pk], INSIDE),
        "lesson-file": ([rooms.file.pk], INSIDE),
        "captions": ([rooms.file.pk], INSIDE),
        "quiz": ([rooms.quiz.pk], INSIDE),
        "quiz-begin": ([rooms.quiz.pk], INSIDE),
        "attempt": ([rooms.attempt.pk], INSIDE),
        "answers-to-read": ([], TEACHERS),
        "answer-read": ([rooms.answer.pk], own),
        "saved-lessons": ([], TEACHERS | {LEARNER, OTHER_LEARNER}),
        "saved-allowed": ([], SIGNED_IN),
        "sessions": ([cohort], INSIDE),
        "session-plan": ([cohort], own),
        "session": ([rooms.session.pk], INSIDE),
        "session-calendar": ([rooms.session.pk], INSIDE),
        "session-change": ([rooms.session.pk], own),
        "session-cancel": ([rooms.session.pk], own),
        "attendance": ([rooms.session.pk], own),
        "task": ([rooms.task.pk], INSIDE),
        "task-change": ([rooms.task.pk], own),
        "task-set": ([rooms.lesson.pk], own),
        "hand-ins": ([], TEACHERS),
        "hand-in": ([rooms.hand_in.pk], own),
        "hand-in-file": ([rooms.hand_in_file.pk], INSIDE),
        "questions": ([cohort], INSIDE),
        "question": ([rooms.question.pk], INSIDE),
        "post-report": (["question", rooms.question.pk], INSIDE),
        "post-moderate": (["question", rooms.question.pk], own),
        "moderation": ([], TEACHERS),
        "people": ([cohort], own),
        "reminders": ([cohort], {LEARNER}),
        # Getting a place.
        "nominations": ([], NOMINATORS),
        "nominate": ([coming, rooms.organisation.code], {NOMINATOR}),
        "nomination-move": ([rooms.nominated.pk], {NOMINATOR}),
        "nomination-take-back": ([rooms.nominated.pk], {NOMINATOR}),
        "nomination-send-again": ([rooms.nominated.pk], {NOMINATOR}),
        "enrolment": ([rooms.offered.pk], RUNNING | {OFFERED, NOMINATOR}),
        "offer-confirm": ([rooms.offered.pk], {OFFERED}),
        "offer-decline": ([rooms.offered.pk], {OFFERED}),
        "withdraw": ([rooms.accepted.pk], {CANDIDATE}),
        "candidates": ([], RUNNING),
        "candidate": ([rooms.accepted.pk], RUNNING),
        "candidate-act": ([rooms.accepted.pk, "select"], RUNNING),
        "cohort-candidates": ([coming], RUNNING),
        "offers": ([coming], RUNNING),
        "seats": ([coming], RUNNING),
        "candidates-export": ([coming, "csv"], RUNNING),
        # What comes of it.
        "reports": ([], TEACHERS),
        "report": ([cohort], own),
        "report-feedback": ([cohort], own),
        "report-table": ([cohort, "csv"], RUNNING),
        "survey": ([rooms.certified.pk], {LEARNER}),
        "alumni": ([], RUNNING | {LEARNER}),
        "alumni-join": ([rooms.certified.pk], {LEARNER}),
        "alumni-leave": ([rooms.alumni_entry.pk], {LEARNER}),
        "certificates": ([], ENROLLED),
        "certificate": ([rooms.certified.pk], {LEARNER}),
        "certificate-pdf": ([rooms.certificate.pk], {LEARNER} | RUNNING),
        "completions": ([], RUNNING),
        "completion": ([ended], RUNNING),
        "completion-close": ([ended], RUNNING),
        "certificates-issue": ([ended], RUNNING),
        "completion-decide": ([ended, rooms.certified.pk], RUNNING),
        "completion-by-rules": ([ended, rooms.certified.pk], RUNNING),
        "certificate-issue": ([ended, rooms.certified.pk], RUNNING),
        "certificate-replace": ([ended, rooms.certified.pk], RUNNING),
        "certificate-revoke": ([ended, rooms.certified.pk], RUNNING),
    }


# Anybody gets the script that keeps lessons, which holds none.
OPEN_TO_ALL = {"offline-worker"}
# Public pages, and what a secret link opens: tests/academy/core, enrolment and certificates.
PUBLIC = {
    *("certificates", "certificate", "apply", "apply-sent", "application", "applied"),
    *("invitation", "decline", "accepted", "declined"),
}
