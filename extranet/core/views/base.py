"""What every view of the extranet has in common."""

from cms.accounts.views.rooms import RoomView
from extranet.core.standing import Standing, standing_of


class ExtranetView(RoomView):
    """A view of the extranet; `self.standing` is what the user's mandates give a right to."""

    def read_standing(self) -> Standing:
        return standing_of(self.request.user)
