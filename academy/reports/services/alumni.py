"""Puts people on the list of alumni, and takes them off."""

from django.db import transaction
from django.utils.translation import gettext as _

from academy.core.models import Enrolment
from academy.reports.models import AlumniEntry
from cms.core.errors import Refused
from cms.core.models import ConsentText


@transaction.atomic
def join(
    *, enrolment: Enrolment, consent: ConsentText, name: str, shows_organisation: bool
) -> AlumniEntry:
    """Put who completed a cohort on the list, with a name as they want it; again: change it.

    Raise Refused for who did not complete, and without a name.
    """
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if enrolment.state != Enrolment.State.COMPLETED or enrolment.user_id is None:
        raise Refused(_("The list is for those who completed a course."))
    name = " ".join(name.split())
    if not name:
        raise Refused(_("Write the name."), field="name")
    entry = AlumniEntry.objects.filter(enrolment=enrolment).first()
    entry = entry or AlumniEntry(enrolment=enrolment, user_id=enrolment.user_id)
    entry.name = name
    entry.shows_organisation = shows_organisation and enrolment.organisation_id is not None
    entry.give_consent(consent)
    entry.save()
    return entry


@transaction.atomic
def leave(*, entry: AlumniEntry) -> None:
    """Take somebody off the list: nothing is left of the entry."""
    entry.delete()
