"""Who is told of a thing at a moment: pure functions over rights, asked when it happens.

Whether somebody may still be told is asked once more when the e-mail is put together. What is
particular to a room stands in its own `notices.py`.
"""

import datetime

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from cms.directory.models import Body, Mandate
from extranet.core.standing import Standing, officers_of, secretariat

Moment = datetime.datetime | None


def people(*persons: QuerySet) -> QuerySet:
    """Return the users who are one of the persons that the given lists of their accounts name."""
    named = Q(pk__in=())
    for users in persons:
        named |= Q(pk__in=users)
    return get_user_model().objects.filter(named, is_active=True)


def holders(body_id: int, roles, at: Moment = None) -> QuerySet:
    """Return the accounts of who has a mandate of these roles in force on a body."""
    mandates = Mandate.objects.in_force_at(at).filter(body=body_id, role__in=roles)
    return mandates.filter(person__user__isnull=False).values("person__user")


def keepers(body: Body, at: datetime.datetime) -> QuerySet:
    """Return who convenes a body and answers for its seats: its officers and the secretariat."""
    return people(officers_of(body, at).values("pk"), secretariat().values("pk"))


def visible(standing: Standing, thing) -> bool:
    """Return whether somebody may see a thing."""
    return type(thing).objects.visible_to(standing).filter(pk=thing.pk).exists()
