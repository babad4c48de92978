"""A demand for an extraordinary meeting that is under way."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.directory.models import Body, BodyRule, Mandate
from extranet.core.standing import ENTITLED
from extranet.demands.models import Demand, DemandUnit
from home.services.load_sample import add_part

SUBJECT = "Arrêter les expulsions : une position commune avant le sommet"
REASON = (
    "Le sommet sur les migrations se tient avant notre prochaine session. Nous demandons au "
    "Comité de se réunir en ligne pour arrêter une position."
)
REQUESTS = 7


def load(*, files, today) -> int:
    """Open the demand unless it is there; return 1 where it was opened, else 0."""
    body = Body.objects.get(code="steering-committee")
    rule = BodyRule.objects.filter(body=body, kind=BodyRule.Kind.EXTRAORDINARY).first()
    if rule is None or Demand.objects.filter(body=body, subject=SUBJECT).exists():
        return 0
    mandates = Mandate.objects.in_force_at().filter(body=body, role__in=ENTITLED)
    roll = sorted(set(mandates.exclude(organisation=None).values_list("organisation", flat=True)))
    made = Demand.objects.create(
        body=body,
        subject=SUBJECT,
        reason=REASON,
        language="fr",
        percent=rule.value,
        articles=rule.articles,
        roll_size=len(roll),
        closes_at=timezone.now() + datetime.timedelta(days=45),
    )
    DemandUnit.objects.bulk_create(
        DemandUnit(
            demand=made,
            organisation_id=organisation,
            requested_at=timezone.now() if place < REQUESTS else None,
        )
        for place, organisation in enumerate(roll)
    )
    return 1


add_part(40, _("Extraordinary meetings"), load)
