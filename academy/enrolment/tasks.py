"""E-mails to candidates, sent beside the request; a task makes the secret of its link itself."""

import datetime

from django_tasks import task

from academy.core.models import Enrolment
from academy.enrolment import mails
from cms.core import links

State = Enrolment.State

# How long the link of an invitation, or of an application, works.
LINK_DAYS = 14

# What is written, by kind: the states in which it is still true, and who writes it.
KINDS = {
    "invitation": ((State.NOMINATED,), mails.send_invitation),
    "confirmation": ((State.APPLIED,), mails.send_confirmation),
    "known": (None, mails.send_known),
    "offer": ((State.OFFERED,), mails.send_offer),
    "offer_reminder": ((State.OFFERED,), mails.send_offer_reminder),
    "lapsed": ((State.LAPSED,), mails.send_lapsed),
    "confirmed": ((State.CONFIRMED, State.ACTIVE), mails.send_confirmed),
    "waiting": ((State.WAITING,), mails.send_waiting),
    "not_selected": ((State.NOT_SELECTED,), mails.send_not_selected),
    "removed": ((State.WITHDRAWN,), mails.send_removed),
}
WITH_LINK = frozenset({"invitation", "confirmation"})


@task()
def mail_candidate(enrolment_id: int, kind: str) -> bool:
    """Write to a candidate what `kind` says, if it is still true; return whether it was sent."""
    states, send = KINDS[kind]
    rows = Enrolment.objects.select_related("cohort__course", "organisation", "user")
    enrolment = rows.filter(pk=enrolment_id).exclude(email="").first()
    if enrolment is None or (states and enrolment.state not in states):
        return False
    if kind in WITH_LINK:
        token = links.renew(enrolment, datetime.timedelta(days=LINK_DAYS))
        send(enrolment, token, LINK_DAYS)
    else:
        send(enrolment)
    return True
