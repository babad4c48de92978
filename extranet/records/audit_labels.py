"""How the log names what is done with minutes and decisions."""

from django.utils.translation import gettext_lazy as _

from extranet.core.audit_labels import Thing, register_actions, register_thing
from extranet.records.models import Decision

register_actions(
    {
        "correction.accepted": _("Correction of the minutes accepted"),
        "correction.asked": _("Correction of the minutes asked for"),
        "correction.declined": _("Correction of the minutes declined"),
        "decision.downloaded": _("Decision downloaded as PDF"),
        "decision.noted": _("Note added to a decision"),
        "decision.recorded": _("Decision recorded"),
        "decision.statement_drafted": _("Statement drafted from a decision"),
        "follow_up.done": _("Follow-up done"),
        "follow_up.given": _("Follow-up given"),
        "follow_up.reopened": _("Follow-up reopened"),
        "minutes.approved": _("Minutes approved"),
        "minutes.circulated": _("Minutes sent round"),
        "minutes.downloaded": _("Minutes downloaded as PDF"),
        "minutes.written": _("Minutes written"),
    }
)
register_thing(Thing("decision", 30, Decision, "extranet:decision"))
