"""Cases are found by who prepares them, and by the deciding body once they are before it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, override

from cms.core.labels import site_languages
from cms.directory.models import Organisation
from extranet.core.search_sources import SearchSource, affects, register
from extranet.membership.models import Application, Case

State = Case.State
_READ = (State.BEFORE, State.ADOPTED, State.REJECTED, State.REGISTERED)


@register
class CaseSource(SearchSource):
    """Membership cases; drafts never."""

    kind = "case"
    label = _("membership case")

    @staticmethod
    def counted(count):
        return ngettext("%(count)s membership case", "%(count)s membership cases", count)

    def findable(self):
        return Case.objects.exclude(state=State.DRAFT).with_names()

    def languages(self, row):
        return site_languages()

    def readers(self, row):
        return {f"body:{row.body_id}"} if row.state in _READ else set()

    def project_row(self, row, language):
        application = getattr(row, "application", None)
        text = f"{application.aims}\n{application.representation}" if application else row.reasons
        with override(language):
            title = row.title
        return {
            "title": title,
            "text": text,
            "url": reverse("extranet:case", args=[row.pk]),
            "body": row.body,
            "date": row.received_at.date(),
        }


@affects(Case)
def of_case(row):
    """Yield its own entry."""
    yield "case", [row.pk]


@affects(Application)
def of_application(row):
    """Yield the entry of its case."""
    yield "case", [row.case_id]


@affects(Organisation)
def of_organisation(row):
    """Yield the cases about an organisation, which are called by its name."""
    yield "case", Case.objects.filter(organisation=row.pk).values_list("pk", flat=True)
