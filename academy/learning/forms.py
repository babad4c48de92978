"""Forms of tests: writing one, and reading what is in words."""

import hashlib

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.learning.models import Attempt, AttemptAnswer, QuizQuestion


class OrderWidget(forms.MultiWidget):
    """A place to choose for each of several steps: numbers alone, so no dragging is needed."""

    template_name = "academy_learning/widgets/order.html"

    def __init__(self, steps, attrs=None):
        self.steps = steps
        places = [("", "–"), *((n, str(n)) for n in range(1, len(steps) + 1))]
        super().__init__([forms.Select(choices=places) for _step in steps], attrs)

    @property
    def use_fieldset(self):
        """Return that it is several inputs under one question."""
        return True

    def decompress(self, value):
        """Return the place of each step in an order of keys that may lack some."""
        value = value or []
        return [value.index(step.pk) + 1 if step.pk in value else "" for step in self.steps]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for step, widget in zip(self.steps, context["widget"]["subwidgets"], strict=True):
            widget["step"] = step.text
        return context


class OrderField(forms.MultiValueField):
    """Takes a place for each step; its value is the steps' keys in that order."""

    def __init__(self, *, steps, **kwargs):
        self.steps = steps
        places = [(str(n), n) for n in range(1, len(steps) + 1)]
        fields = [forms.ChoiceField(choices=places, required=False) for _step in steps]
        super().__init__(fields, widget=OrderWidget(steps), require_all_fields=False, **kwargs)

    def compress(self, places):
        placed = [(int(n), step.pk) for n, step in zip(places, self.steps, strict=False) if n]
        return [pk for _n, pk in sorted(placed)]

    def clean(self, value):
        given = [place for place in value or [] if place]
        if len(set(given)) < len(given):
            raise ValidationError(_("Give each step a place of its own."))
        if self.required and 0 < len(given) < len(self.steps):
            raise ValidationError(_("Give every step a place."))
        return super().clean(value)


def mixed(attempt: Attempt, choices) -> list:
    """Return the steps in an order that does not tell the right one, the same for an attempt."""

    def lot(choice):
        return hashlib.sha256(f"{attempt.pk}:{choice.pk}".encode()).digest()

    return sorted(choices, key=lot)


class QuizForm(forms.Form):
    """The questions of a test. While it is being written nothing is required of it."""

    def __init__(self, *args, attempt, questions, answers=(), complete=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = questions
        self.attempt = attempt
        given = {answer.question_id: answer for answer in answers}
        for question in questions:
            name = f"q{question.pk}"
            self.fields[name] = self._field(question, complete)
            if answer := given.get(question.pk):
                self.initial[name] = self._initial(question, answer)

    def _field(self, question: QuizQuestion, complete: bool) -> forms.Field:
        shared = {"label": question.text, "required": complete}
        choices = list(question.choices.all())
        options = [(str(choice.pk), choice.text) for choice in choices]
        match question.kind:
            case QuizQuestion.Kind.SINGLE:
                return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **shared)
            case QuizQuestion.Kind.SEVERAL:
                return forms.MultipleChoiceField(
                    choices=options, widget=forms.CheckboxSelectMultiple, **shared
                )
            case QuizQuestion.Kind.ORDER:
                return OrderField(steps=mixed(self.attempt, choices), **shared)
        longest = AttemptAnswer._meta.get_field("text").max_length
        return forms.CharField(
            widget=forms.Textarea(attrs={"rows": 6}), max_length=longest, **shared
        )

    @staticmethod
    def _initial(question: QuizQuestion, answer: AttemptAnswer):
        match question.kind:
            case QuizQuestion.Kind.TEXT:
                return answer.text
            case QuizQuestion.Kind.SINGLE:
                return str(answer.choices[0]) if answer.choices else ""
            case QuizQuestion.Kind.SEVERAL:
                return [str(pk) for pk in answer.choices]
        return answer.choices

    def answers(self) -> dict[int, dict]:
        """Return what is answered, by question; what is not valid is not among it."""
        found = {}
        for question in self.questions:
            name = f"q{question.pk}"
            value = self.cleaned_data.get(name)
            if name not in self.cleaned_data:
                continue
            match question.kind:
                case QuizQuestion.Kind.TEXT:
                    found[question.pk] = {"text": value}
                case QuizQuestion.Kind.SINGLE:
                    found[question.pk] = {"choices": [int(value)] if value else []}
                case _:
                    found[question.pk] = {"choices": [int(pk) for pk in value or []]}
        return found


class ReadingForm(forms.Form):
    """What a trainer says to an answer in words."""

    right = forms.ChoiceField(
        label=gettext_lazy("Is it right?"),
        choices=[("yes", gettext_lazy("Right")), ("no", gettext_lazy("Not yet"))],
        widget=forms.RadioSelect,
    )
    feedback = forms.CharField(
        label=gettext_lazy("Your answer to the participant"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
