"""Lessons are found by what they say, by who is in their cohort and by nobody else."""

from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from academy.core.search_sources import SearchSource, affects, cohort_token, register
from academy.learning.models import Lesson, LessonText, PostState, Question, Reply


@register
class LessonSource(SearchSource):
    """Released lessons, in each language that they have."""

    kind = "lesson"
    label = _("lesson")

    @staticmethod
    def counted(count):
        return ngettext("%(count)s lesson", "%(count)s lessons", count)

    def findable(self):
        rows = Lesson.objects.filter(release_at__isnull=False)
        return rows.select_related("cohort__course").prefetch_related("texts")

    def languages(self, row):
        return sorted(row.titles)

    def readers(self, row):
        return {cohort_token(row.cohort_id)}

    def project_row(self, row, language):
        text = row.text_in(language)
        return {
            "title": text.title,
            "summary": text.summary,
            "text": words_of(text),
            "url": row.get_absolute_url(),
            "body": None,
            "date": row.release_at.date(),
            "state": "current",
        }


def words_of(text: LessonText) -> str:
    """Return what a lesson says, without marks."""
    said = (part for block in text.body for part in block.block.get_searchable_content(block.value))
    return "\n".join(strip_tags(str(part)) for part in said)


@affects(Lesson)
def of_lesson(row):
    """Yield its own entry."""
    yield "lesson", [row.pk]


@affects(LessonText)
def of_text(row):
    """Yield the entry of the lesson that it belongs to."""
    yield "lesson", [row.lesson_id]


@register
class QuestionSource(SearchSource):
    """Shown questions with their shown replies, for the cohort."""

    kind = "question"
    label = _("question")

    @staticmethod
    def counted(count):
        return ngettext("%(count)s question", "%(count)s questions", count)

    def findable(self):
        rows = Question.objects.filter(state=PostState.SHOWN)
        return rows.select_related("cohort").prefetch_related("replies")

    def languages(self, row):
        return sorted(row.cohort.languages)

    def readers(self, row):
        return {cohort_token(row.cohort_id)}

    def project_row(self, row, language):
        said = [one.text for one in row.replies.all() if one.state == PostState.SHOWN]
        return {
            "title": Truncator(row.text).chars(80),
            "summary": Truncator(row.text).chars(300),
            "text": "\n".join([row.text, *said]),
            "url": row.get_absolute_url(),
            "body": None,
            "date": row.written_at.date(),
            "state": "current",
        }


@affects(Question)
def of_question(row):
    """Yield its own entry."""
    yield "question", [row.pk]


@affects(Reply)
def of_reply(row):
    """Yield the entry of the question that it answers."""
    yield "question", [row.question_id]
