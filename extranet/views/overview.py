"""What waits for me, my bodies, my meetings."""

from django.views.generic import TemplateView

from cms.directory.models import Person
from cms.directory.services import upcoming_ends, what_needs_attention
from extranet.bodies import ENDS_SOON, audited_by, bodies_of, mandates_beside, memberships
from extranet.models import Document, Meeting, Share
from extranet.querysets import shares_in_force
from extranet.views.base import ExtranetView
from extranet.views.documents.rows import paper_rows
from extranet.waiting import waiting_for

MEETINGS = 5
SHARED = 8


class OverviewView(ExtranetView, TemplateView):
    """The first page after signing in: for delegates, guests, the secretariat, and for nobody."""

    section = "overview"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        standing = self.standing
        context |= {
            "waiting": waiting_for(standing),
            "memberships": memberships(standing),
            "meetings": self._meetings(),
            "shared": self._shared(),
        }
        if standing.secretariat:
            context |= {
                "bodies": bodies_of(standing),
                "attention": what_needs_attention(),
                "ending": upcoming_ends(ENDS_SOON.days),
            }
        elif standing.audits_all or standing.audits:
            context |= {"audited": audited_by(standing)}
        if self._has_nothing(context):
            context |= self._why_nothing()
        return context

    def get_template_names(self):
        return [self.template_name or "extranet/overview.html"]

    def _meetings(self):
        rows = Meeting.objects.visible_to(self.standing).coming(self.standing.moment)
        return rows.exclude(convened_at__isnull=True).select_related("body")[:MEETINGS]

    def _shared(self):
        """Return the documents shared with the reader, the latest first."""
        shares = shares_in_force(Share, self.standing)
        rows = Document.objects.visible_to(self.standing).filter(shares__in=shares)
        latest = rows.distinct().order_by("-published_at", "-pk")[:SHARED]
        return paper_rows(latest, self.standing)

    def _has_nothing(self, context) -> bool:
        standing = self.standing
        rights = (standing.secretariat, standing.mandates, context["meetings"], context["shared"])
        return not any(rights)

    def _why_nothing(self) -> dict:
        """Return what is said to somebody who has no right at present, and its page."""
        self.template_name = "extranet/nothing_yet.html"
        person = Person.objects.filter(user=self.request.user).first()
        if person is None:
            return {"person": None}
        last, following = mandates_beside(person, self.standing.moment)
        return {"person": person, "last": last, "following": following}
