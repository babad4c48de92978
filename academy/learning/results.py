"""What came of an attempt, question by question."""

from dataclasses import dataclass

from academy.learning.models import AttemptAnswer, QuizChoice, QuizQuestion


@dataclass(frozen=True)
class Result:
    """A question, what was answered and what would have been right; `right` may still be open."""

    question: QuizQuestion
    given: list[QuizChoice]
    wanted: list[QuizChoice]
    answer: AttemptAnswer | None

    @property
    def right(self) -> bool | None:
        """Whether the answer is right; None until a trainer has read it."""
        return self.answer.right if self.answer else False


def results_of(questions: list[QuizQuestion], answers: list[AttemptAnswer]) -> list[Result]:
    """Return what came of each question, in the order of the test; asks no query."""
    by_question = {answer.question_id: answer for answer in answers}
    results = []
    for question in questions:
        choices = {choice.pk: choice for choice in question.choices.all()}
        answer = by_question.get(question.pk)
        ordered = question.kind == QuizQuestion.Kind.ORDER
        results.append(
            Result(
                question=question,
                given=[choices[pk] for pk in answer.choices if pk in choices] if answer else [],
                wanted=[choice for choice in choices.values() if ordered or choice.right],
                answer=answer,
            )
        )
    return results
