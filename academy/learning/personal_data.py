"""What learning keeps about people: how far they came, what they answered in tests."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from academy.learning.models import (
    Attempt,
    AttemptAnswer,
    Attendance,
    HandIn,
    LessonProgress,
    Question,
    Reply,
)
from cms.core.personal_data import sources


class OfEnrolmentSource(sources.ModelSource):
    """Rows of somebody's enrolment; they go before it does."""

    order = 30
    enrolment_field = "enrolment"

    @property
    def user_field(self):
        return f"{self.enrolment_field}__user"

    @property
    def email_field(self):
        return f"{self.enrolment_field}__email"


class ProgressSource(OfEnrolmentSource):
    """Lessons opened and done."""

    model = LessonProgress
    fields = ((_("lesson"), lambda row: str(row.lesson)), "opened_at", "done_at")


class AttemptSource(OfEnrolmentSource):
    """Attempts at tests, with what came of them."""

    model = Attempt
    order = 32
    fields = (
        (_("test"), lambda row: str(row.quiz)),
        "number",
        "started_at",
        "submitted_at",
        "percent",
        "passed",
    )


class AnswerSource(OfEnrolmentSource):
    """What somebody answered, and what a trainer said to it."""

    model = AttemptAnswer
    enrolment_field = "attempt__enrolment"
    fields = (
        (_("question"), lambda row: str(row.question)),
        (_("chosen"), lambda row: chosen(row)),
        "text",
        "right",
        "feedback",
        "read_at",
    )

    def anonymise_due(self, today):
        """Forget the words of who is forgotten; how far they came stays, as a figure."""
        rows = AttemptAnswer.objects.filter(attempt__enrolment__keep_until__lt=today)
        return rows.exclude(text="", feedback="").update(text="", feedback="")


def chosen(row: AttemptAnswer) -> str:
    """Return the choices of an answer in words."""
    said = {choice.pk: choice.text for choice in row.question.choices.all()}
    return ", ".join(said[pk] for pk in row.choices if pk in said)


class AttendanceSource(OfEnrolmentSource):
    """Who was at which live session."""

    model = Attendance
    fields = ((_("live session"), lambda row: str(row.session)), "state", "noted_at")


class HandInSource(OfEnrolmentSource):
    """What somebody handed in, with its file and the trainer's answer."""

    model = HandIn
    fields = (
        (_("task"), lambda row: str(row.task)),
        "number",
        "text",
        (_("file"), lambda row: row.attached.name if hasattr(row, "attached") else ""),
        "handed_in_at",
        "state",
        "answer",
    )

    def erase(self, row):
        """Erase a version, its file too."""
        if hasattr(row, "attached"):
            row.attached.remove()
        super().erase(row)

    def anonymise_due(self, today):
        """Forget the words and files of who is forgotten; that something came stays."""
        rows = HandIn.objects.filter(enrolment__keep_until__lt=today)
        with_files = list(rows.filter(attached__isnull=False).select_related("attached"))
        for row in with_files:
            row.attached.remove()
        return rows.exclude(text="", answer="").update(text="", answer="") + len(with_files)


class PostSource(sources.ModelSource):
    """What somebody wrote within a cohort."""

    user_field = "author"
    order = 30


class QuestionSource(PostSource):
    """Questions; the replies of others stand below, so the words go and the row stays."""

    model = Question
    fields = ((_("cohort"), lambda row: str(row.cohort)), "text", "written_at", "state")

    def erase(self, row):
        """Take the words and the name out."""
        row.text, row.author, row.state = "–", None, "removed"
        row.save(update_fields=["text", "author", "state"])

    def anonymise_due(self, today):
        """Forget what was written in cohorts whose data is kept no longer."""
        rows = Question.objects.filter(author__enrolments__keep_until__lt=today)
        rows = rows.filter(author__enrolments__cohort=F("cohort"))
        return sum(1 for row in rows.distinct() if self.erase(row) is None)


class ReplySource(PostSource):
    """Replies."""

    model = Reply
    fields = ((_("question"), lambda row: str(row.question)), "text", "written_at", "state")

    def anonymise_due(self, today):
        """Delete what was replied in cohorts whose data is kept no longer."""
        rows = Reply.objects.filter(author__enrolments__keep_until__lt=today)
        rows = rows.filter(author__enrolments__cohort=F("question__cohort"))
        return Reply.objects.filter(pk__in=rows.values("pk")).delete()[0]


for source in (
    ProgressSource,
    AnswerSource,
    AttemptSource,
    AttendanceSource,
    HandInSource,
    ReplySource,
    QuestionSource,
):
    sources.register(source())
