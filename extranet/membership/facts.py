"""What is known of who applies, as a list of facts for the pages."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cms.core.shown_times import day
from extranet.membership.models import Application, Case


def about(case: Case, *, with_people: bool) -> list[dict]:
    """Return the facts of a case; who stands behind an application only `with_people`."""
    application = getattr(case, "application", None)
    return (_of_application(application, with_people) if application else []) + _of_case(case)


def summary(application: Application) -> list[dict]:
    """Return everything short that an applicant has written, for the applicant to look over."""
    return _of_application(application, True)


def _fact(term: str, *texts, url: str = "") -> dict:
    return {"term": term, "entries": [{"text": str(t), "url": url} for t in texts if t]}


def _of_application(row: Application, with_people: bool) -> list[dict]:
    people = [
        _fact(_("Led by"), row.leader_name),
        _fact(_("Contact"), ", ".join(filter(None, (row.contact_name, row.contact_role)))),
        _fact(_("E-mail address"), row.email),
        _fact(_("Telephone"), row.contact_phone),
    ]
    return [
        _fact(_("Applies to become"), row.get_sought_display()),
        _fact(_("Kind of organisation"), row.get_kind_display()),
        _fact(_("Names"), *dict.fromkeys(row.names.values())),
        _fact(_("Acronym"), row.acronym),
        _fact(_("Country"), row.place.label if row.place_id else ""),
        _fact(_("Founded in"), row.founded),
        # The address is the applicant's: shown as it is, and no link of ours.
        _fact(_("Website"), row.website),
        _fact(_("References"), row.reference_one, row.reference_two),
        *(people if with_people else ()),
    ]


def _of_case(case: Case) -> list[dict]:
    dates = (
        (_("Received"), case.received_at),
        (_("Before the deciding body"), case.put_at),
        (_("Closed"), case.closed_on),
        (_("Takes effect"), case.effective_on),
    )
    return [
        _fact(_("Decides"), case.body.label if case.body_id else ""),
        *(_fact(term, day(moment)) for term, moment in dates if moment),
    ]


def stages(case: Case) -> list[dict]:
    """Return where an application stands, as its applicant sees it: each stage with its day.

    Nothing of the deliberation: the outcome is told by the letter.
    """
    reached = (
        (_("Received"), case.received_at),
        (_("Being examined"), case.examined_at),
        (_("With members of your region for their opinion"), case.consulted_at),
        (_("Before: %(body)s") % {"body": case.body.label}, case.put_at),
        (
            pgettext("case", "Withdrawn") if case.state == Case.State.WITHDRAWN else _("Decided"),
            case.closed_on,
        ),
    )
    return [_fact(term, day(moment)) for term, moment in reached if moment]
