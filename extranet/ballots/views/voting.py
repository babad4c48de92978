"""Voting: the question, a summary, the vote taken. The choice goes along in the form alone.

It is in no address, session or message: an address is written into logs, and a session is kept.
"""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.generic import TemplateView

from cms.core.codes import grouped
from cms.core.errors import Refused
from extranet.ballots.forms.voting import in_words, labels_of, vote_form
from extranet.ballots.models import NamedVote, RollLine
from extranet.ballots.sealing import SECRECY_FOR_VOTERS
from extranet.ballots.services.casting import cast
from extranet.ballots.services.opening import ballot_warnings
from extranet.ballots.services.standpoint import why
from extranet.ballots.stages import Stage
from extranet.ballots.views.base import OfBallot
from extranet.core.views.base import ExtranetView


@method_decorator(sensitive_post_parameters(), name="dispatch")
class VotingView(OfBallot, ExtranetView, TemplateView):
    """A step of casting one vote of the roll; as all of the extranet it is kept by no browser."""

    @cached_property
    def line(self) -> RollLine:
        """The vote of the address: one of this ballot's roll."""
        rows = self.ballot.lines.select_related("mandate__person", "voter__person", "organisation")
        return get_object_or_404(rows, pk=self.kwargs["line"])

    @cached_property
    def standpoint(self):
        """Which votes the reader casts, and why or why not."""
        return why(self.ballot, self.standing)

    @cached_property
    def mine(self) -> RollLine | None:
        """The vote of the address if the reader casts it now, with whether it was cast."""
        return next((row for row in self.standpoint.lines if row.pk == self.line.pk), None)

    @property
    def is_taken(self) -> bool:
        """Whether a vote that cannot be changed was cast already."""
        return self.mine is not None and self.mine.has_voted and self.ballot.terms.secret

    def show(self, template_name: str, **context):
        """Return a page of this vote."""
        context = self.get_context_data(
            line=self.line, rest=[row for row in self._others() if not row.has_voted], **context
        )
        return self.response_class(
            request=self.request,
            template=[template_name],
            context=context,
            using=self.template_engine,
        )

    def _others(self) -> list:
        """Return the votes that the reader casts beside this one."""
        return [row for row in self.standpoint.lines if row.pk != self.line.pk]

    def question(self, form):
        """Return the page of the question, with what stands in the form."""
        return self.show(
            "ballots/vote.html",
            form=form,
            earlier=self.earlier_votes(),
            warnings=ballot_warnings(self.ballot),
            secrecy=SECRECY_FOR_VOTERS if self.ballot.terms.secret else "",
        )

    def may_not(self, refusal: str = ""):
        """Return the page that says why no vote can be cast, in words."""
        said = list(dict.fromkeys(filter(None, [refusal, *self.standpoint.in_words])))
        return self.show("ballots/may_not.html", said=said)

    def earlier_votes(self) -> list[dict]:
        """Return what this vote was before, the last one first: in a ballot by name."""
        if self.ballot.terms.secret or self.mine is None:
            return []
        labels = labels_of(self.ballot)
        rows = NamedVote.objects.filter(line=self.line).order_by("-pk")
        return [
            {"said": in_words(row.choice, labels), "reason": row.reason, "at": row.cast_at}
            for row in rows
        ]

    def voted_url(self) -> str:
        """Return the address that takes the vote, and says later that it was taken."""
        return reverse("extranet:ballot-voted", args=[self.ballot.pk, self.line.pk])

    def vote_url(self) -> str:
        """Return the address of the question."""
        return reverse("extranet:ballot-vote", args=[self.ballot.pk, self.line.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            vote_url=self.vote_url(), voted_url=self.voted_url(), **kwargs
        )


class VoteView(VotingView):
    """The question; sent, it comes back as a summary to confirm."""

    def get(self, request, *args, **kwargs):
        if self.is_taken:
            return HttpResponseRedirect(self.voted_url())
        if self.mine is None or self.stage != Stage.RUNNING:
            return self.may_not()
        return self.question(vote_form(self.ballot))

    @sensitive_variables("form")
    def post(self, request, *args, **kwargs):
        if self.is_taken:
            return HttpResponseRedirect(self.voted_url())
        if self.mine is None or self.stage != Stage.RUNNING:
            return self.may_not()
        form = vote_form(self.ballot, request.POST)
        if form.is_valid() and "again" not in request.POST:
            return self.show("ballots/summary.html", form=form)
        return self.question(form)


class VotedView(VotingView):
    """Takes the vote and says so, with the tracker once; asked again it says that it was taken."""

    def get(self, request, *args, **kwargs):
        if self.mine is None or not self.mine.has_voted:
            return HttpResponseRedirect(self.vote_url())
        return self.show("ballots/voted.html", earlier=self.earlier_votes())

    @sensitive_variables("form", "receipt", "refusal")
    def post(self, request, *args, **kwargs):
        form = vote_form(self.ballot, request.POST)
        if not self.is_taken and not form.is_valid():
            return self.question(form)
        if self.is_taken:
            return self.show("ballots/voted.html", again=True)
        try:
            receipt = cast(
                ballot=self.ballot,
                line=self.line,
                choice=form.chosen,
                by=request.user,
                reason=form.reason,
            )
        except Refused as refusal:
            return self.refused(form, refusal)
        vars(self).pop("standpoint", None)
        if not self.ballot.terms.secret:
            return HttpResponseRedirect(self.voted_url())
        return self.show("ballots/voted.html", tracker=grouped(receipt.tracker), just_now=True)

    def refused(self, form, refusal: Refused):
        """Return the page that says why the vote was not taken, or that one was already."""
        vars(self).pop("standpoint", None)
        vars(self).pop("mine", None)
        if refusal.field in form.fields:
            refusal.add_to(form)
            return self.question(form)
        if self.is_taken:
            return self.show("ballots/voted.html", again=True)
        return self.may_not(str(refusal))
