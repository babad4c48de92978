"""How the log names what is done with elections."""

from django.utils.translation import gettext_lazy as _

from extranet.ballots.models import Election
from extranet.core.audit_labels import Thing, register_actions, register_thing

register_actions(
    {
        "election.ballot_prepared": _("Vote of an election prepared"),
        "election.changed": _("Election changed"),
        "election.closed": _("Nominations closed"),
        "election.co_opted": _("Member co-opted"),
        "election.decided": _("Election decided"),
        "election.discarded": _("Election discarded"),
        "election.opened": _("Nominations opened"),
        "election.order_drawn": _("Order of the candidates drawn"),
        "election.prepared": _("Election prepared"),
        "election.voided": _("Election called off"),
        "nomination.accepted": _("Candidate agreed to stand"),
        "nomination.admitted": _("Candidate admitted"),
        "nomination.changed": _("Candidate changed"),
        "nomination.made": _("Candidate named"),
        "nomination.refused": _("Candidate refused"),
        "nomination.seated": _("Elected: mandate given"),
        "nomination.withdrawn": _("Candidate withdrawn"),
    }
)
register_thing(Thing("election", 52, Election, "extranet:election"))
