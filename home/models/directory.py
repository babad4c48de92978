from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from cms.core.models import BasePage
from cms.directory.models import Body, Mandate, Organisation, OrganisationStatus
from cms.directory.querysets import by_seat
from home.directory_filters import DirectoryFilters
from home.models.statement import StatementPage
from home.sections import directory_links
from home.translations import attach_languages

STATEMENTS_SHOWN = 20


class DirectoryPage(RoutablePageMixin, BasePage):
    """The member directory: everybody who belongs, and a page for each."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    list_name = "directory"

    class Meta:
        verbose_name = _("member directory")
        verbose_name_plural = _("member directories")

    def sub_paths(self):
        codes = Organisation.objects.values_list("code", flat=True)
        return [f"{code}/" for code in codes]

    def public_paths(self):
        # Pages of those who no longer belong are for readers of old texts, who find links there.
        codes = Organisation.objects.listed().values_list("code", flat=True)
        return [f"{code}/" for code in codes]

    @path("")
    def listing(self, request):
        """Those who belong, filtered as the address says."""
        filters = DirectoryFilters(request.GET, self.get_url(request))
        shown = {"filters": filters, "links": directory_links()}
        return self.render(request, context_overrides=shown)

    @path("<slug:code>/", name="organisation")
    def organisation(self, request, code):
        """One organisation: what it is, who speaks for it, what it signed."""
        organisation = (
            Organisation.objects.shown()
            .select_related("place", "place__parent", "logo")
            .filter(code=code)
            .first()
        )
        if organisation is None:
            raise Http404
        signed = StatementPage.objects.beside(self).signed_by(organisation)
        return self.render(
            request,
            context_overrides={
                "organisation": organisation,
                "regions": Organisation.objects.listed().by_region() if organisation.place else [],
                "status": OrganisationStatus.Status(organisation.status),
                "history": organisation.statuses.order_by("starts_on"),
                "representatives": organisation.representatives.in_force().select_related(
                    "person", "person__portrait"
                ),
                "mandates": Mandate.objects.seated()
                .filter(organisation=organisation, body__public=True)
                .select_related("body")
                .by_body(),
                "statements": attach_languages(signed.newest_cards(STATEMENTS_SHOWN)),
            },
            template="home/organisation.html",
        )


class BodyIndexPage(RoutablePageMixin, BasePage):
    """The alliance's bodies, and who sits on each."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    list_name = "bodies"

    class Meta:
        verbose_name = _("list of bodies")
        verbose_name_plural = _("lists of bodies")

    def sub_paths(self):
        codes = Body.objects.filter(public=True).values_list("code", flat=True)
        return [f"{code}/" for code in codes]

    def public_paths(self):
        return self.sub_paths()

    @path("")
    def listing(self, request):
        """The bodies that the public sees."""
        bodies = Body.objects.filter(public=True).select_related("parent")
        return self.render(request, context_overrides={"bodies": bodies})

    @path("<slug:code>/", name="body")
    def body(self, request, code):
        """One body: what it does, who sits on it, who did before."""
        body = Body.objects.filter(public=True, code=code).select_related("parent").first()
        if body is None:
            raise Http404
        adopted = StatementPage.objects.beside(self).filter(adopted_by=body)
        return self.render(
            request,
            context_overrides={
                "body": body,
                "parts": body.children.filter(public=True),
                "mandates": by_seat(body.mandates.seated()),
                "past_mandates": body.mandates.of_former_members(),
                "statements": attach_languages(adopted.newest_cards(STATEMENTS_SHOWN)),
            },
            template="home/body.html",
        )
