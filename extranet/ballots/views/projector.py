"""What is shown to the room: the question, how many have voted, and at the end the result."""

from django.views.generic import TemplateView

from extranet.ballots.results import participation
from extranet.ballots.stages import Stage
from extranet.ballots.terms_in_words import majority
from extranet.ballots.views.base import OfBallot
from extranet.ballots.views.figures import result_of
from extranet.ballots.views.page import COUNTED
from extranet.core.views.base import ExtranetView


class BallotProjectorView(OfBallot, ExtranetView, TemplateView):
    """A ballot in large type: no names, and nothing of what is voted before it is counted."""

    template_name = "ballots/projector.html"

    def admit(self):
        # A draft may still change: the room sees what it votes on.
        self.require(self.stage != Stage.DRAFT or self.manages)
        return super().admit()

    def get_context_data(self, **kwargs):
        cast, entitled = participation(self.ballot)
        return super().get_context_data(
            cast=cast,
            entitled=entitled,
            majority=majority(self.ballot.terms),
            result=result_of(self.ballot) if self.stage in COUNTED else None,
            **kwargs,
        )
