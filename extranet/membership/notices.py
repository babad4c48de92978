"""What membership cases tell by e-mail: that there is something, never about whom."""

import datetime
from operator import attrgetter

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cms.directory.models import Body, Mandate
from extranet.core.standing import Standing, readers_of, secretariat
from extranet.membership import signals
from extranet.membership.models import Case
from extranet.membership.rights import prepares
from extranet.notices.announcing import announce_on
from extranet.notices.kinds import Kind, register
from extranet.notices.recipients import people, visible

_CASE = _("Open the case")
_PAGE = ("extranet:case", "pk")


def preparing(case: Case, at: datetime.datetime) -> QuerySet:
    """Return who prepares cases: the secretariat and the coordinator."""
    coordinators = Mandate.objects.in_force_at(at).filter(
        role=Mandate.Role.COORDINATOR, body__kind__in=(Body.Kind.BOARD, Body.Kind.OFFICE)
    )
    return people(secretariat().values("pk"), coordinators.values("person__user"))


def asked(case: Case, at: datetime.datetime) -> QuerySet:
    """Return who is asked for an opinion on a case and has not given it."""
    waiting = case.opinions.filter(given_at__isnull=True).values("mandate__person__user")
    return get_user_model().objects.filter(Q(pk__in=waiting), is_active=True)


def deciding(case: Case, at: datetime.datetime) -> QuerySet:
    """Return who reads what the deciding body reads."""
    return readers_of(case.body, at)


def happening(case: Case) -> str:
    """Return how far the preparation has come: what is told of once each time."""
    answers = case.inquiries.filter(answered_at__isnull=False).count()
    heard = bool(getattr(case, "hearing", None) and case.hearing.given_at)
    return f"{case.state}-{answers}-{heard:d}"


def to_prepare(standing: Standing, case: Case) -> bool:
    """Return whether a case is still being prepared, by somebody who does."""
    return case.is_prepared and prepares(standing) and visible(standing, case)


def opinion_owed(standing: Standing, case: Case) -> bool:
    """Return whether somebody is still asked for an opinion."""
    mandates = [row.pk for row in standing.mandates]
    waiting = case.opinions.filter(given_at__isnull=True, mandate__in=mandates)
    return case.state == Case.State.CONSULTED and waiting.exists()


def before(standing: Standing, case: Case) -> bool:
    """Return whether a case is before the body, for who may read it."""
    return case.state == Case.State.BEFORE and visible(standing, case)


def settled(standing: Standing, case: Case) -> bool:
    """Return whether a case is over, for who may read it."""
    return case.is_over and visible(standing, case)


register(
    50,
    Kind(
        "case_received",
        Case,
        label=_("a membership case is to be prepared"),
        subject=_("Extranet: a membership case"),
        sentence=_("A membership case has come in, or has gone on, and is to be prepared."),
        link=_CASE,
        page=_PAGE,
        keepers=True,
        told=preparing,
        due=to_prepare,
        mark=happening,
        related=("body",),
    ),
    Kind(
        "case_opinion",
        Case,
        label=_("your opinion on an application is asked for"),
        subject=_("Extranet: your opinion is asked for"),
        sentence=_("Your opinion on an application from your region is asked for."),
        link=_("Give the opinion"),
        page=("extranet:case-opinion", "pk"),
        told=asked,
        due=opinion_owed,
        deadline="opinions_until",
        by=_("The last day for it is %(date)s."),
        mark=attrgetter("opinions_until"),
        related=("body",),
    ),
    Kind(
        "case_put",
        Case,
        label=_("a membership case is before your body"),
        subject=_("Extranet: a membership case to decide"),
        sentence=_("A membership case is before one of your bodies."),
        link=_CASE,
        page=_PAGE,
        told=deciding,
        due=before,
        related=("body",),
    ),
    Kind(
        "case_settled",
        Case,
        label=_("a membership case is closed"),
        subject=_("Extranet: a membership case is closed"),
        sentence=_("A membership case is closed."),
        link=_CASE,
        page=_PAGE,
        told=lambda case, at: people(
            preparing(case, at).values("pk"), readers_of(case.body, at).values("pk")
        ),
        due=settled,
        related=("body",),
    ),
)

announce_on(signals.case_received, "case_received", "case")
announce_on(signals.case_answered, "case_received", "case")
announce_on(signals.statement_given, "case_received", "case")
announce_on(signals.opinions_asked, "case_opinion", "case")
announce_on(signals.case_put, "case_put", "case")
announce_on(signals.case_settled, "case_settled", "case")
