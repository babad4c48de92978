"""The people under an appeal who want to be shown."""

from django.core.paginator import Paginator
from django.utils import timezone
from django.views.generic import TemplateView

from campaigns.services.retention import keep_until
from campaigns.views.signing import AppealMixin
from cms.core.paging import page_or_404

A_PAGE = 50


class PeopleView(AppealMixin, TemplateView):
    """Lists them, the latest first; the others are a number and nothing else."""

    template_name = "campaigns/people.html"

    def get_context_data(self, **kwargs):
        shown = self.appeal.signatures.shown()
        rows = page_or_404(Paginator(shown, A_PAGE), self.request.GET.get("page", 1))
        return super().get_context_data(**kwargs) | {
            "rows": rows,
            "forgotten": _is_forgotten(self.appeal),
            "hidden": max(self.appeal.people - rows.paginator.count, 0),
        }


def _is_forgotten(appeal) -> bool:
    day = keep_until(appeal)
    return day is not None and day < timezone.localdate()
