"""The first page: what the reader has to do, their bodies, their meetings."""

from django.views.generic import TemplateView

from cms.directory.models import Person
from cms.directory.services import upcoming_ends, what_needs_attention
from extranet.core.panels import Place, contents, has_content
from extranet.core.todo import todos_for
from extranet.core.views.base import ExtranetView
from extranet.overview.bodies import ENDS_SOON, audited_by, bodies_of, mandates_beside, memberships


class OverviewView(ExtranetView, TemplateView):
    """The first page after signing in: for delegates, guests, the secretariat, and for nobody."""

    section = "overview"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        standing = self.standing
        context |= {
            "todos": todos_for(standing),
            "memberships": memberships(standing),
            "panels": contents(Place.OVERVIEW, standing),
        }
        if standing.secretariat:
            context |= {
                "bodies": bodies_of(standing),
                "attention": what_needs_attention(),
                "ending": upcoming_ends(ENDS_SOON.days),
            }
        elif standing.audits_all or standing.audits:
            context |= {"audited": audited_by(standing)}
        if not (standing.secretariat or standing.mandates or has_content(context["panels"])):
            context |= self._why_nothing()
        return context

    def get_template_names(self):
        return [self.template_name or "overview/overview.html"]

    def _why_nothing(self) -> dict:
        """Return what is said to somebody who has no right at present, and its page."""
        self.template_name = "overview/nothing_yet.html"
        person = Person.objects.filter(user=self.request.user).first()
        if person is None:
            return {"person": None}
        last, following = mandates_beside(person, self.standing.moment)
        return {"person": person, "last": last, "following": following}
