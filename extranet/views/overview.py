"""What waits for me, my bodies, my meetings."""

from django.views.generic import TemplateView

from extranet.views.base import ExtranetView


class OverviewView(ExtranetView, TemplateView):
    """The first page after signing in."""

    template_name = "extranet/overview.html"
    section = "overview"
