from django.http import Http404
from wagtail.contrib.routable_page.models import RoutablePageMixin, path


class CaseRoutes(RoutablePageMixin):
    """What a list of declarations shows below its own address: cases, one of them, their days."""

    def sub_paths(self):
        # The models of this room are read from there.
        from campaigns.solidarity.public_cases import public_cases

        codes = [case.code for case in public_cases()]
        return ["cases/", "anniversaries/", *(f"cases/{code}/" for code in codes)]

    def public_paths(self):
        return self.sub_paths()

    @path("cases/", name="cases")
    def cases(self, request):
        """All public cases by country, filtered as the address says."""
        from campaigns.solidarity.public_cases import CaseList

        cases = CaseList(request.GET, self.get_url(request) + "cases/")
        return self.render(
            request, context_overrides={"cases": cases}, template="solidarity/cases.html"
        )

    @path("cases/<slug:code>/", name="case")
    def case(self, request, code):
        """One case with all that was said of it."""
        from campaigns.solidarity.public_cases import all_said, public_case

        case = public_case(code)
        if case is None:
            raise Http404
        return self.render(
            request, context_overrides=all_said(case, self), template="solidarity/case.html"
        )

    @path("anniversaries/", name="anniversaries")
    def anniversaries(self, request):
        """What happened on these days in earlier years."""
        from campaigns.solidarity.public_cases import anniversaries

        return self.render(
            request,
            context_overrides={"anniversaries": anniversaries()},
            template="solidarity/anniversaries.html",
        )
