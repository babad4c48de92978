"""What is held about who asks for extraordinary meetings: all of it kept."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from cms.core.personal_data import sources
from extranet.core.personal_data import ActSource, OfBodySource
from extranet.demands.models import Demand, DemandUnit


class UnitSource(OfBodySource):
    """The seats of somebody on the rolls of demands, and for whom they asked."""

    model = DemandUnit
    label = _("Places on the rolls of demands")
    user_field = "requested_by"
    person_field = "mandate__person"
    body_field = "demand__body"
    kept = _(
        "Whether enough members asked for an extraordinary meeting can only be checked while it "
        "stands there who could ask, and who did."
    )
    fields = (
        (_("organisation"), attrgetter("organisation")),
        (_("asked on"), attrgetter("requested_at")),
        (_("taken back on"), attrgetter("withdrawn_at")),
    )


sources.register(UnitSource())
sources.register(
    ActSource(
        Demand,
        "opened_by",
        _("Demands opened"),
        body="body",
        when="opened_at",
    )
)
