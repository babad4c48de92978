"""What tests of demands share."""

import datetime

from django.utils import timezone

from extranet.demands.models import Demand
from extranet.demands.services import demands as service


def opened(body, by, **fields) -> Demand:
    """Return a demand of the body, opened in a few words."""
    fields = {"subject": "The summit", "reason": "It is soon.", "language": "en"} | fields
    return service.open_demand(body=body, by=by, **fields)


def fresh(demand) -> Demand:
    """Return the demand as the database has it."""
    return Demand.objects.get(pk=demand.pk)


def when(days=20):
    """Return the beginning and the end of a meeting in so many days."""
    start = timezone.now() + datetime.timedelta(days=days)
    return {"starts_at": start, "ends_at": start + datetime.timedelta(hours=2)}
