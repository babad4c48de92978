"""The list of cases."""

from django.core.paginator import Paginator
from django.views.generic import TemplateView

from extranet.core.views.base import ExtranetView
from extranet.membership.models import Case
from extranet.membership.rights import opens, prepares

PAGE = 30


class CasesView(ExtranetView, TemplateView):
    """The cases that the reader may see, and those on which an opinion is asked for."""

    template_name = "membership/cases.html"
    section = "cases"

    def get_context_data(self, **kwargs):
        seen = Case.objects.visible_to(self.standing).with_names()
        over = seen.filter(state__in=Case.OVER).order_by("-closed_on", "-pk")
        return super().get_context_data(
            asked=Case.objects.asked_of(self.standing).with_names(),
            before=seen.filter(state=Case.State.BEFORE),
            prepared=seen.filter(state__in=Case.PREPARED),
            over=Paginator(over, PAGE).get_page(self.request.GET.get("page")),
            may_open=opens(self.standing),
            may_register=prepares(self.standing),
            **kwargs,
        )
