"""The page of a ballot: the question, one's own vote, the rule, and once it is over the result."""

from django.db.models import Q
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import TemplateView

from extranet.ballots.lines import lines_of
from extranet.ballots.models import Ballot
from extranet.ballots.results import Result, participation
from extranet.ballots.services.opening import ballot_warnings
from extranet.ballots.services.standpoint import why
from extranet.ballots.stages import RELATED, Stage, stage_of
from extranet.ballots.terms_in_words import facts
from extranet.ballots.views.base import OfBallot
from extranet.ballots.views.figures import result_of
from extranet.core.views.base import ExtranetView
from extranet.documents.models import Document
from extranet.meetings.models import Meeting
from extranet.records.models import Decision

PENDING = (Stage.DRAFT, Stage.RUNNING, Stage.OVERDUE)
COUNTED = (Stage.TIE, Stage.TO_SIGN, Stage.SETTLED)


@method_decorator(sensitive_post_parameters("tracker"), name="dispatch")
class BallotView(OfBallot, ExtranetView, TemplateView):
    """One ballot, for who may see it.

    A tracker is looked for by POST: in an address it would stand in the server's logs, beside who
    asked. Nothing is changed by asking.
    """

    template_name = "ballots/ballot.html"

    def post(self, request, *args, **kwargs):
        return self.get(request, *args, **kwargs)

    @cached_property
    def result(self) -> Result | None:
        """What it came to, once it is counted."""
        return result_of(self.ballot) if self.stage in COUNTED else None

    def get_context_data(self, **kwargs):
        ballot, standing = self.ballot, self.standing
        cast, entitled = participation(ballot) if ballot.opened_at else (0, 0)
        return super().get_context_data(
            facts=facts(ballot.terms),
            standpoint=why(ballot, standing) if self.stage in PENDING else None,
            mine=[] if self.stage in PENDING else self._mine(),
            result=self.result,
            cast=cast,
            entitled=entitled,
            warnings=ballot_warnings(ballot) if self.stage == Stage.DRAFT else [],
            meeting=self._meeting(),
            paper=self._paper(),
            rounds=self._around(),
            sign_offs=self._sign_offs(),
            signed=any(row.user_id == self.request.user.pk for row in self._sign_offs()),
            decision=self._decision(),
            may_act_on_roll=bool(standing.entitled_on(ballot.body_id)) or self.manages,
            **self._found(),
            **kwargs,
        )

    def _mine(self) -> list:
        """Return the votes that were the reader's to cast, with whether they were."""
        rows = lines_of(self.standing).filter(ballot=self.ballot).select_related("participation")
        return list(rows)

    def _meeting(self) -> Meeting | None:
        """Return the meeting that it is held in, if the reader may see it."""
        if self.ballot.meeting_id is None:
            return None
        meetings = Meeting.objects.visible_to(self.standing)
        return meetings.filter(pk=self.ballot.meeting_id).first()

    def _paper(self):
        """Return the paper's version, with its document, if the reader may open it."""
        paper = Document.objects.visible_to(self.standing).filter(
            versions=self.ballot.paper_id, versions__isnull=False
        )
        document = paper.first() if self.ballot.paper_id else None
        return document and document.versions.get(pk=self.ballot.paper_id)

    def _around(self) -> dict:
        """Return the motion's amendments, and the rounds before and after: what one may see."""
        ballot = self.ballot
        seen = Ballot.objects.visible_to(self.standing).select_related("body", "rule", *RELATED)
        before = Q(pk__in=[key for key in (ballot.motion_id, ballot.previous_id) if key])
        rows = seen.filter(before | Q(motion=ballot) | Q(previous=ballot))
        rows = list(rows.order_by("position", "pk"))
        for row in rows:
            row.stage = stage_of(row, self.standing.moment)
        return {
            "amendments": [row for row in rows if row.motion_id == ballot.pk],
            "motion": [row for row in rows if row.pk == ballot.motion_id],
            "earlier": [row for row in rows if row.pk == ballot.previous_id],
            "later": [row for row in rows if row.previous_id == ballot.pk],
        }

    def _sign_offs(self) -> list:
        if self.result is None:
            return []
        if not hasattr(self, "_signed"):
            self._signed = list(self.ballot.sign_offs.order_by("signed_at", "pk"))
        return self._signed

    def _decision(self):
        """Return the entry of the register that it became."""
        record = getattr(self.ballot, "record", None)
        if record is None or record.decision_id is None:
            return None
        return Decision.objects.visible_to(self.standing).filter(pk=record.decision_id).first()

    def _found(self) -> dict:
        """Return the vote that a tracker names, in the list that the page shows."""
        tracker = self.request.POST.get("tracker", "").strip()[:64]
        if not tracker or self.result is None or not self.ballot.terms.secret:
            return {}
        return {"searched": True, "found": self.result.find(tracker)}
