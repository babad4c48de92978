"""Whether an answer is right."""

from academy.learning.models import QuizQuestion


def is_right(question: QuizQuestion, given: list[int]) -> bool:
    """Return whether the choices with the keys `given` answer a question that needs no reader.

    Several answers are right together or not at all; an order is the one that the question keeps.
    """
    choices = list(question.choices.all())
    if question.kind == QuizQuestion.Kind.ORDER:
        return given == [choice.pk for choice in choices]
    return sorted(given) == sorted(choice.pk for choice in choices if choice.right)
