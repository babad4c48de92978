"""What mandates and seats tell by e-mail: terms that end, seats that are vacant."""

import datetime
from operator import attrgetter

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cms.directory.models import Body, BodyRule, Mandate
from cms.directory.querysets import site_day
from cms.directory.services.attention import mandates_ending, vacancies
from extranet.core.standing import Standing
from extranet.notices.kinds import Kind, register
from extranet.notices.recipients import keepers, people
from extranet.notices.services.reminders import Reminder
from extranet.notices.services.reminders import register as register_reminder

TERM_AHEAD = datetime.timedelta(days=60)
_EXTRANET = _("Open the extranet")
_TERM = {
    "model": Mandate,
    "link": _EXTRANET,
    "deadline": "ends_on",
    "related": ("person", "body"),
    "ahead": True,
    "mark": attrgetter("ends_on"),
}


def of_mandate(mandate: Mandate, at: datetime.datetime) -> QuerySet:
    """Return whose mandate it is."""
    return people([mandate.person.user_id])


def keepers_of_mandate(mandate: Mandate, at: datetime.datetime) -> QuerySet:
    """Return who answers for the seat, without its holder, who is told as such."""
    return keepers(mandate.body, at).exclude(pk=mandate.person.user_id or 0)


def own_term(standing: Standing, mandate: Mandate) -> bool:
    """Return whether a mandate that is somebody's own is still in force."""
    return any(row.pk == mandate.pk for row in standing.mandates)


def kept_term(standing: Standing, mandate: Mandate) -> bool:
    """Return whether a mandate is in force on a body that somebody keeps."""
    in_force = Mandate.objects.in_force_at(standing.moment).filter(pk=mandate.pk)
    return standing.may_manage(mandate.body_id) and in_force.exists()


def vacant(standing: Standing, body: Body) -> bool:
    """Return whether a body that somebody keeps has a free seat."""
    return standing.may_manage(body.pk) and vacancies(body, site_day(standing.moment)) > 0


register(
    50,
    Kind(
        "own_term_ends",
        label=_("a mandate of mine ends soon"),
        subject=_("Extranet: a mandate of yours ends soon"),
        sentence=_("A mandate of yours ends soon, and with it what it lets you read."),
        told=of_mandate,
        due=own_term,
        by=_("Its last day is %(date)s."),
        **_TERM,
    ),
    Kind(
        "term_ends",
        label=_("mandates end soon on a body that I keep"),
        subject=_("Extranet: mandates end soon"),
        sentence=ngettext_lazy(
            "A mandate on a body that you keep ends soon.",
            "%(count)s mandates on bodies that you keep end soon.",
            "count",
        ),
        together=True,
        keepers=True,
        told=keepers_of_mandate,
        due=kept_term,
        by=_("The first last day is %(date)s."),
        **_TERM,
    ),
    Kind(
        "vacancy",
        Body,
        label=_("a seat is vacant on a body that I keep"),
        subject=_("Extranet: a seat is vacant"),
        sentence=ngettext_lazy(
            "A body that you keep has vacant seats.",
            "%(count)s bodies that you keep have vacant seats.",
            "count",
        ),
        link=_EXTRANET,
        together=True,
        keepers=True,
        told=keepers,
        due=vacant,
        ahead=True,
    ),
)


@register_reminder
def terms_ending_soon(today: datetime.date):
    """Yield the mandates that end soon, for their holders and for who keeps the bodies."""
    for kind in ("own_term_ends", "term_ends"):
        for mandate in terms_ending(today):
            yield Reminder(kind, mandate)


@register_reminder
def seats_vacant(today: datetime.date):
    """Yield the bodies with free seats."""
    for body, mark in vacant_bodies(today):
        yield Reminder("vacancy", body, f"vacancy:body:{body.pk}:{mark}")


def terms_ending(today: datetime.date) -> list[Mandate]:
    """Return the mandates that end soon and that nothing follows on the same body."""
    ending = list(mandates_ending(today + TERM_AHEAD))
    follows = {
        (row.body_id, row.person_id)
        for row in Mandate.objects.filter(
            body__in={mandate.body_id for mandate in ending},
            person__in={mandate.person_id for mandate in ending},
        ).lasting(today + TERM_AHEAD + datetime.timedelta(days=1))
    }
    return [row for row in ending if (row.body_id, row.person_id) not in follows]


def vacant_bodies(today: datetime.date) -> list[tuple[Body, str]]:
    """Return the bodies with free seats, each with what tells this vacancy from later ones."""
    found = []
    for body in Body.objects.filter(rules__kind=BodyRule.Kind.SEATS):
        free = vacancies(body, today)
        if free:
            ended = body.mandates.filter(role__in=Mandate.SEATED_ROLES, ends_on__lt=today)
            last = ended.order_by("-ends_on").values_list("ends_on", flat=True).first()
            found.append((body, f"{free}:{last or ''}"))
    return found
