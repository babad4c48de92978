"""What is held about who writes, corrects and carries out what bodies decide: all of it kept."""

from django.utils.translation import gettext_lazy as _

from cms.core.personal_data import sources
from extranet.core.personal_data import ActSource, OfBodySource
from extranet.records.models import Correction, Decision, DecisionNote, FollowUp, MinutesRevision


class CorrectionSource(OfBodySource):
    """What somebody asked to be put right in minutes."""

    model = Correction
    label = _("Corrections asked for")
    person_field = "person"
    body_field = "minutes__meeting__body"
    kept = _(
        "What was asked to be put right belongs to the minutes: without it nobody could tell why "
        "their text is as it is."
    )
    fields = ("text", "state", (_("asked on"), lambda correction: correction.asked_at))


class FollowUpSource(OfBodySource):
    """What somebody was given to do."""

    model = FollowUp
    person_field = "owner"
    body_field = "decision__body"
    kept = _("Who was to carry out a decision, and did, belongs to the register of decisions.")
    fields = ("task", "due_on", "done_on")


for source in (
    CorrectionSource(),
    FollowUpSource(),
    ActSource(
        Correction,
        "settled_by",
        _("Corrections answered"),
        body="minutes__meeting__body",
        when="settled_at",
    ),
    ActSource(
        Decision,
        "recorded_by",
        _("Decisions recorded"),
        body="body",
        when="recorded_at",
    ),
    ActSource(
        DecisionNote,
        "written_by",
        _("Notes written on decisions"),
        body="decision__body",
        when="written_at",
    ),
    ActSource(
        MinutesRevision,
        "written_by",
        _("Revisions of minutes written"),
        body="minutes__meeting__body",
        when="written_at",
    ),
):
    sources.register(source)
