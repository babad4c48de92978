"""What every view of a room has in common: one signs in, and what one may not see is not there."""

from django.http import Http404, HttpRequest
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from cms.accounts.second_factor import confirmed_required


@method_decorator(confirmed_required, name="dispatch")
class RoomView(View):
    """A view for who has signed in with all that is required.

    `self.standing` is what the user may do at this very moment. What may not be seen is 404.
    """

    # Which entry of the menu is current.
    section = ""

    def read_standing(self):
        """Return what the user may do, as the room reckons it."""
        raise NotImplementedError

    @cached_property
    def standing(self):
        """The reader's standing at the moment of asking."""
        return self.read_standing()

    def require(self, allowed: bool) -> None:
        """Raise Http404 unless `allowed`: what one may not do does not exist."""
        if not allowed:
            raise Http404(_("There is no such page, or it is not for you."))

    def get_context_data(self, **kwargs) -> dict:
        """Return the context, with the standing and the section of the menu."""
        parent = super()
        context = parent.get_context_data(**kwargs) if hasattr(parent, "get_context_data") else {}
        return context | kwargs | {"standing": self.standing, "section": self.section}

    def admit(self):
        """Return another answer than the view's, or None; raise Http404 where there is no view."""
        return None

    def dispatch(self, request: HttpRequest, *args, **kwargs):
        return self.admit() or super().dispatch(request, *args, **kwargs)
