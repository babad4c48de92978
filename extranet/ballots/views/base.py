"""What the views of one ballot have in common."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cms.core.labels import pick_language
from extranet.ballots.models import Ballot
from extranet.ballots.stages import RELATED, Stage, stage_of
from extranet.core.views.actions import ActionView

FIELD_NAMES = {
    "closes_at": "closes",
    "until": "closes",
    "meeting": "place",
    "item": "place",
    "mandate": "who",
}


class OfBallot:
    """A view of one ballot; what may not be seen is 404."""

    section = "ballots"

    @cached_property
    def ballot(self) -> Ballot:
        """The ballot of the address, if the reader may see it."""
        rows = Ballot.objects.visible_to(self.standing).select_related(
            "body", "rule", "meeting", "item", "motion", "previous", *RELATED
        )
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def manages(self) -> bool:
        """Whether the reader prepares and closes the ballots of this body."""
        return self.standing.may_manage(self.ballot.body_id)

    @cached_property
    def stage(self) -> Stage:
        """Where the ballot stands."""
        return stage_of(self.ballot, self.standing.moment)

    def get_done_url(self) -> str:
        return self.get_ballot_url()

    def get_context_data(self, **kwargs):
        trail = [{"title": _("Ballots"), "url": reverse("extranet:ballots")}]
        if self.request.path != self.get_ballot_url():
            trail.append({"title": self.ballot.title, "url": self.get_ballot_url()})
        return super().get_context_data(
            ballot=self.ballot,
            language=pick_language(self.ballot.titles),
            manages=self.manages,
            stage=self.stage,
            breadcrumbs=trail,
            **kwargs,
        )

    def get_ballot_url(self) -> str:
        """Return the address of the ballot's page."""
        return reverse("extranet:ballot", args=[self.ballot.pk])


class ActOnBallot(OfBallot, ActionView):
    """An action on a ballot in one form, for who manages the body unless a subclass says else."""

    template_name = "ballots/act.html"
    title = submit_text = lede = ""
    # The stages in which it can be done; in others the reader is led back to the page.
    stages: tuple[Stage, ...] = ()
    # It cannot be undone.
    danger = False
    field_names = FIELD_NAMES

    def allowed(self) -> bool:
        """Return whether the reader may do it at all."""
        return self.manages

    def admit(self):
        self.require(self.allowed())
        if self.stages and self.stage not in self.stages:
            messages.warning(
                self.request,
                _("That cannot be done now: this ballot is %(state)s.")
                % {"state": self.stage.label},
            )
            return HttpResponseRedirect(self.get_ballot_url())
        return super().admit()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=self.title,
            lede=self.lede,
            submit_text=self.submit_text,
            danger=self.danger,
            cancel_url=self.get_ballot_url(),
            **kwargs,
        )
