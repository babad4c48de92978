"""Who learns in a cohort and how far they have come, for who teaches; reminders for who learns."""

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from academy.core.models import Enrolment
from academy.core.views.base import AcademyActionView
from academy.learning.progress import progress_of
from academy.learning.teaching_forms import RemindersForm
from academy.learning.views.base import LearningView

# How many people stand on one page.
PAGE = 50


class PeopleView(LearningView, TemplateView):
    """The participants of a cohort with their progress."""

    template_name = "academy_learning/people.html"

    def get_context_data(self, **kwargs):
        cohort = self.cohort_of(self.kwargs["code"])
        self.require(self.standing.may_teach(cohort.pk))
        people = cohort.enrolments.learning().select_related("organisation")
        people = people.order_by("family_name", "given_name", "pk")
        page = Paginator(people, PAGE).get_page(self.request.GET.get("page"))
        progress = progress_of(cohort, among=[enrolment.pk for enrolment in page])
        for enrolment in page:
            enrolment.progress = progress[enrolment.pk]
        return super().get_context_data(
            cohort=cohort, page=page, breadcrumbs=self.crumbs(cohort), **kwargs
        )


class RemindersView(LearningView, AcademyActionView):
    """Whether one is reminded by e-mail of what a cohort does."""

    template_name = "academy_learning/teaching_form.html"
    form_class = RemindersForm
    done_message = gettext_lazy("Saved.")

    @cached_property
    def learner(self) -> Enrolment:
        """The reader's own enrolment; who only teaches has none."""
        enrolment = self.enrolment(self.cohort.pk)
        self.require(enrolment is not None)
        return enrolment

    @cached_property
    def cohort(self):
        """The cohort that the address names."""
        return self.cohort_of(self.kwargs["code"])

    def admit(self):
        self.require(self.learner is not None)

    def get_initial(self):
        return {"reminded": self.learner.reminded}

    def act(self, data):
        Enrolment.objects.filter(pk=self.learner.pk).update(reminded=data["reminded"])

    def get_done_url(self):
        return reverse("academy:cohort-lessons", args=[self.cohort.code])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            cohort=self.cohort,
            title=_("Reminders"),
            submit=_("Save"),
            cancel_url=self.get_done_url(),
            **kwargs,
        )
