"""Views that call a service with a form, for who has signed in."""

from cms.core.views.actions import ActionFormView
from extranet.core.views.base import ExtranetView


class ActionView(ExtranetView, ActionFormView):
    """Shows a form and hands what it says to a service; what was typed stays if that refuses."""
