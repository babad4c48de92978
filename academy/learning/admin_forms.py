"""Admin forms of lessons and tests, and of taking them over from an earlier cohort."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from academy.core.models import Cohort
from academy.learning.models import QuizQuestion


class LessonForm(WagtailAdminModelForm):
    """A lesson; what its texts show must be there."""

    def clean(self):
        cleaned = super().clean()
        codes = {form.cleaned_data.get("code") for form in live_forms(self.formsets.get("files"))}
        for form in live_forms(self.formsets.get("texts")):
            for block in form.cleaned_data.get("body") or ():
                if block.block_type == "file" and block.value["code"] not in codes:
                    raise ValidationError(
                        _("The text shows the file “%(code)s”, which the lesson does not have."),
                        params={"code": block.value["code"]},
                    )
        return cleaned


class QuizForm(WagtailAdminModelForm):
    """A test; each of its questions must have an answer that is right."""

    def clean(self):
        cleaned = super().clean()
        lesson, cohort = cleaned.get("lesson"), cleaned.get("cohort")
        if lesson and cohort and lesson.cohort_id != cohort.pk:
            self.add_error("lesson", _("This lesson belongs to another cohort."))
        for form in live_forms(self.formsets.get("questions")):
            choices = [each.cleaned_data for each in live_forms(form.formsets.get("choices"))]
            if wrong := fault_of(form.cleaned_data.get("kind"), choices):
                form.add_error("kind", wrong)
                raise ValidationError(wrong)
        return cleaned


def fault_of(kind: str, choices: list[dict]) -> str:
    """Return what is wrong with the choices of a question of a kind; empty if nothing is."""
    right = sum(1 for choice in choices if choice.get("right"))
    if kind == QuizQuestion.Kind.TEXT:
        return _("A question in words has no answers to choose.") if choices else ""
    if len(choices) < 2:
        return _("A question needs at least two answers to choose.")
    if kind == QuizQuestion.Kind.SINGLE and right != 1:
        return _("Of a question with one answer, exactly one must be right.")
    if kind == QuizQuestion.Kind.SEVERAL and not right:
        return _("At least one answer must be right.")
    return ""


def live_forms(formset) -> list:
    """Return the forms of a formset that are filled in, valid, and not to be deleted."""
    if formset is None:
        return []
    return [
        form
        for form in formset.forms
        if form.is_valid()
        and form.has_changed() | bool(form.instance.pk)
        and not form.cleaned_data.get("DELETE")
    ]


class CopyForm(forms.Form):
    """From which cohort to which."""

    source = forms.ModelChoiceField(Cohort.objects.none(), label=gettext_lazy("Copy from"))
    target = forms.ModelChoiceField(Cohort.objects.none(), label=gettext_lazy("into"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.queryset = Cohort.objects.select_related("course")
