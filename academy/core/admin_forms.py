"""Forms of the admin: courses, cohorts, who teaches."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from academy.core.models import Course, CoursePage
from cms.core.clock_fields import AdminMomentInput, ClockField, ClockForm
from cms.core.labels import language_choices

# What the database keeps as it is once a cohort is open.
FROZEN = ("attendance_needed", "tests_needed", "tasks_needed")


class CourseForm(WagtailAdminModelForm):
    """A course; its page is chosen once, in whatever language, and stands for all of them."""

    page = forms.ChoiceField(
        label=_("page"), required=False, help_text=_("Its cohorts are shown on this page.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "page" in self.fields:
            self.fields["page"].choices = [("", "---------"), *self._pages()]
            self.fields["page"].initial = str(self.instance.page_key or "")

    def _pages(self) -> list[tuple[str, str]]:
        others = Course.objects.exclude(pk=self.instance.pk).exclude(page_key=None)
        pages = CoursePage.objects.exclude(translation_key__in=others.values("page_key"))
        titles = {}
        for page in pages.select_related("locale").order_by("title"):
            default = page.locale.language_code == settings.LANGUAGE_CODE
            if default or page.translation_key not in titles:
                titles[page.translation_key] = page.title
        return [(str(key), title) for key, title in titles.items()]

    def _post_clean(self):
        if "page" in self.cleaned_data:
            self.instance.page_key = self.cleaned_data["page"] or None
        super()._post_clean()


class CohortForm(ClockForm, WagtailAdminModelForm):
    """A cohort; what is frozen, or changed elsewhere with its consequences, is only shown."""

    languages = forms.MultipleChoiceField(
        label=_("languages"), choices=language_choices, widget=forms.CheckboxSelectMultiple
    )
    nominations_from = ClockField(label=_("nominations from"), widget=AdminMomentInput)
    nominations_until = ClockField(label=_("nominations until"), widget=AdminMomentInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        shown = ("seats",) if self.instance.published_at else ()
        for name in (*(FROZEN if self.instance.opened_at else ()), *shown):
            if name in self.fields:
                self.fields[name].disabled = True


class TrainerForm(forms.Form):
    """The address of somebody who is to teach."""

    email = forms.EmailField(label=_("Address of the account"))
