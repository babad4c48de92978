"""What every view of the academy's rooms has in common."""

from academy.core.standing import Standing, standing_of
from cms.accounts.views.rooms import RoomView
from cms.core.views.actions import ActionFormView


class AcademyView(RoomView):
    """A view of the academy; `self.standing` is what the user may do in it."""

    def read_standing(self) -> Standing:
        return standing_of(self.request.user)


class AcademyActionView(AcademyView, ActionFormView):
    """Shows a form and hands what it says to a service; what was typed stays if that refuses."""
