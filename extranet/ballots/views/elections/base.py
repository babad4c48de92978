"""What the views of one election, and of one nomination, have in common."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cms.core.form_fields import ConfirmForm
from cms.core.labels import pick_language
from extranet.ballots.models import Election, Nomination
from extranet.core.views.actions import ActionView

FIELD_NAMES = {"nominations_until": "closes", "closes_at": "closes", "choice": "place_1"}


class OfElection:
    """A view of one election; what may not be seen is 404."""

    section = "ballots"

    @cached_property
    def election(self) -> Election:
        """The election of the address, if the reader may see it."""
        rows = Election.objects.visible_to(self.standing)
        return get_object_or_404(
            rows.select_related("body", "seats_of", "rule", "previous"), pk=self.kwargs["pk"]
        )

    @cached_property
    def manages(self) -> bool:
        """Whether the reader leads the elections of this body."""
        return self.standing.may_manage(self.election.body_id)

    def get_election_url(self) -> str:
        """Return the address of the election's page."""
        return reverse("extranet:election", args=[self.election.pk])

    def get_context_data(self, **kwargs):
        trail = [
            {"title": _("Ballots"), "url": reverse("extranet:ballots")},
            {"title": _("Elections"), "url": reverse("extranet:elections")},
        ]
        if self.request.path != self.get_election_url():
            trail.append({"title": self.election.title, "url": self.get_election_url()})
        return super().get_context_data(
            election=self.election,
            language=pick_language(self.election.titles),
            manages=self.manages,
            breadcrumbs=trail,
            **kwargs,
        )


class ActOnElection(OfElection, ActionView):
    """An action on an election in one form; for who manages it, unless a subclass says else."""

    template_name = "ballots/elections/act.html"
    form_class = ConfirmForm
    title = submit_text = lede = ""
    # It cannot be undone.
    danger = False
    field_names = FIELD_NAMES

    def allowed(self) -> bool:
        """Return whether the reader may do it at all."""
        return self.manages

    def admit(self):
        self.require(self.allowed())
        return super().admit()

    def get_done_url(self):
        return self.get_election_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=self.title,
            lede=self.lede,
            submit_text=self.submit_text,
            danger=self.danger,
            cancel_url=self.get_election_url(),
            **kwargs,
        )


class ActOnNomination(ActOnElection):
    """An action on one nomination; the address holds its key."""

    @cached_property
    def nomination(self) -> Nomination:
        """The nomination of the address, if the reader may see it."""
        rows = Nomination.objects.visible_to(self.standing).with_names()
        rows = rows.select_related("election__body", "election__seats_of", "election__rule")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def election(self) -> Election:
        """The election that it is for."""
        return self.nomination.election

    def get_context_data(self, **kwargs):
        return super().get_context_data(nomination=self.nomination, **kwargs)
