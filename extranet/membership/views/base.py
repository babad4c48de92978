"""What the pages of one case share."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from extranet.core.views.actions import ActionView
from extranet.membership.models import Case
from extranet.membership.rights import prepares


class OfCase:
    """The case that the address names, if the reader may see it; else 404."""

    section = "cases"

    @cached_property
    def case(self) -> Case:
        """The case, if the reader may see it."""
        rows = Case.objects.visible_to(self.standing).with_names()
        return get_object_or_404(
            rows.select_related("hearing", "decision", "opened_by"), pk=self.kwargs["pk"]
        )

    @cached_property
    def prepares(self) -> bool:
        """Whether the reader prepares cases."""
        return prepares(self.standing)

    @property
    def manages(self) -> bool:
        """Whether the reader prepares cases, or keeps the body that decides."""
        return self.prepares or self.standing.may_manage(self.case.body_id)

    def get_done_url(self) -> str:
        return reverse("extranet:case", args=[self.case.pk])

    def get_context_data(self, **kwargs):
        trail = [{"title": _("Memberships"), "url": reverse("extranet:cases")}]
        if self.request.path != self.get_done_url():
            trail.append({"title": self.case.title, "url": self.get_done_url()})
        return super().get_context_data(case=self.case, breadcrumbs=trail, **kwargs)


class CaseActionView(OfCase, ActionView):
    """Does one thing with a case; `title`, `intro` and `submit` are said on its page."""

    template_name = "membership/action.html"
    title = intro = submit = ""

    def allowed(self) -> bool:
        """Return whether the reader may do it now: by default who prepares, until it is over."""
        return self.prepares and self.case.is_prepared

    def admit(self):
        self.require(self.allowed())

    def get_intro(self) -> str:
        """Return what is said above the form."""
        return str(self.intro)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=self.title, intro=self.get_intro(), submit=self.submit, **kwargs
        )
