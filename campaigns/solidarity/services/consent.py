"""What may be published of somebody is decided, and decided anew."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from campaigns.solidarity.errors import SolidarityRefused
from campaigns.solidarity.models import ConsentDecision, PersonConcerned

DECIDE = "solidarity.decide"


@transaction.atomic
def decide(*, person: PersonConcerned, by, withdraws: bool = False, **said) -> ConsentDecision:
    """Write down what may be published of `person` from now on, and who agreed, how and when.

    `said` are the fields of a `ConsentDecision`. Raise SolidarityRefused where something is to be
    shown that nobody agreed to, or nobody says how.
    """
    person = PersonConcerned.objects.select_for_update().get(pk=person.pk)
    shown = {name: said.get(name, False) for name in ("show_name", "show_picture", "show_place")}
    if any(shown.values()) and said["agreed_by"] == ConsentDecision.Agreed.NOBODY:
        raise SolidarityRefused(_("Where nobody agreed, nothing may be published."))
    if not said.get("agreed_how", "").strip():
        raise SolidarityRefused(_("Say how it was agreed, or why nobody could be asked."))
    if said.get("agreed_on") and said["agreed_on"] > timezone.localdate():
        raise SolidarityRefused(_("Nobody can have agreed on a day to come."))
    if person.show_name and not shown["show_name"] and not withdraws:
        raise SolidarityRefused(
            _("The name has been allowed and may be in texts: withdraw it, and it goes everywhere.")
        )
    decision = ConsentDecision.objects.create(
        person=person, recorded_by=by, withdraws=withdraws, **said
    )
    for name, value in shown.items():
        setattr(person, name, value)
    person.settled_at = timezone.now()
    person.save(update_fields=[*shown, "settled_at"])
    # The log of the site names nobody.
    log(person, DECIDE, user=by, title=f"#{person.pk}", data=shown)
    return decision
