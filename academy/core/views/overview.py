"""The first page of who has to do with the academy."""

from django.views.generic import TemplateView

from academy.core.panels import contents
from academy.core.todo import todos_for
from academy.core.views.base import AcademyView


class OverviewView(AcademyView, TemplateView):
    """What the reader has to do, and what the rooms show; 404 for who has no place here."""

    template_name = "academy/overview.html"
    section = "overview"

    def admit(self):
        self.require(self.standing.has_a_place)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            todos=todos_for(self.standing), panels=contents(self.standing), **kwargs
        )
