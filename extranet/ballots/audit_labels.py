"""How the log names what is done with ballots. Of a secret vote it says nothing at all."""

from django.utils.translation import gettext_lazy as _

from extranet.ballots import rule_audit_labels  # noqa: F401
from extranet.ballots.elections import audit_labels  # noqa: F401
from extranet.ballots.models import Ballot
from extranet.core.audit_labels import Thing, register_actions, register_thing

register_actions(
    {
        "ballot.announced": _("Ballot announced"),
        "ballot.changed": _("Ballot changed"),
        "ballot.closed": _("Ballot closed"),
        "ballot.counted": _("Ballot counted"),
        "ballot.discarded": _("Ballot discarded"),
        "ballot.downloaded": _("Record of a ballot downloaded"),
        "ballot.exported": _("Record of a ballot taken along to count it again"),
        "ballot.extended": _("Ballot extended"),
        "ballot.no_quorum": _("Ballot not opened: too few were present"),
        "ballot.opened": _("Ballot opened"),
        "ballot.prepared": _("Ballot prepared"),
        "ballot.proxy_given": _("Proxy given"),
        "ballot.proxy_withdrawn": _("Proxy withdrawn"),
        "ballot.recused": _("Recorded who takes no part in a ballot"),
        "ballot.recusal_removed": _("Taken back that somebody takes no part in a ballot"),
        "ballot.settled": _("Record of a ballot made"),
        "ballot.signed": _("Result of a ballot signed"),
        "ballot.tie_settled": _("Tie in a ballot settled"),
        "ballot.voided": _("Ballot declared void"),
        "ballot.voted": _("Vote by name cast"),
    }
)
register_thing(Thing("ballot", 50, Ballot, "extranet:ballot"))
