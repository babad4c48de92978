"""How the log names what is done with demands."""

from django.utils.translation import gettext_lazy as _

from extranet.core.audit_labels import Thing, register_actions, register_thing
from extranet.demands.models import Demand

register_actions(
    {
        "demand.meeting_prepared": _("Meeting prepared that was demanded"),
        "demand.opened": _("Demand for an extraordinary meeting opened"),
        "demand.reached": _("Demand for an extraordinary meeting reached"),
        "demand.requested": _("Extraordinary meeting requested"),
        "demand.taken_back": _("Request for an extraordinary meeting taken back"),
        "demand.withdrawn": _("Demand for an extraordinary meeting withdrawn"),
    }
)
register_thing(Thing("demand", 40, Demand, "extranet:demand"))
