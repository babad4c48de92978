"""What is written to candidates, each in their language; no mail says what a cohort sees."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from academy.core.models import Enrolment
from cms.accounts.mails import Mail, send
from cms.core.site_addresses import full_address


def send_invitation(enrolment: Enrolment, token: str, days: int) -> None:
    """Send a candidate the link by which they accept or decline."""
    url = full_address("academy_public:invitation", enrolment.language, token)
    _send(
        enrolment,
        lambda words: Mail(
            _("You have been nominated for the Activist Academy"),
            (
                _("%(organisation)s has nominated you for “%(cohort)s”.") % words,
                _dates(enrolment),
                ngettext(
                    "With the link below you accept or decline. It is for you alone, works once, "
                    "and for %(days)s day.",
                    "With the link below you accept or decline. It is for you alone, works once, "
                    "and for %(days)s days.",
                    days,
                )
                % {"days": days},
            ),
            (_("See the nomination"), url),
            closing=(_("If you do not answer, you take part in nothing."),),
        ),
    )


def send_confirmation(enrolment: Enrolment, token: str, days: int) -> None:
    """Send the link by which an application is confirmed; it repeats nothing that was typed."""
    url = full_address("academy_public:application", enrolment.language, token)
    send(
        lambda: Mail(
            _("Please confirm your application"),
            (
                _("Somebody, probably you, applied for “%(cohort)s” with this address.")
                % {"cohort": enrolment.cohort},
                ngettext(
                    "It counts once you have confirmed it. The link works once, and for "
                    "%(days)s day.",
                    "It counts once you have confirmed it. The link works once, and for "
                    "%(days)s days.",
                    days,
                )
                % {"days": days},
            ),
            (_("Confirm my application"), url),
            closing=(_("If it was not you, ignore this message: nothing happens."),),
        ),
        to=enrolment.email,
        language=enrolment.language,
    )


def send_known(enrolment: Enrolment) -> None:
    """Say to an address that has applied or been nominated already that it has."""
    send(
        lambda: Mail(
            _("Your application"),
            (
                _("Somebody, probably you, applied for “%(cohort)s” with this address.")
                % {"cohort": enrolment.cohort},
                _("You are among the candidates already, so there is nothing to do."),
            ),
        ),
        to=enrolment.email,
        language=enrolment.language,
    )


def send_offer(enrolment: Enrolment) -> None:
    """Offer a place, until a moment that is said in the candidate's own time."""
    _send_standing(
        enrolment,
        gettext_lazy("A place is yours"),
        lambda words: (
            _("You have a place in “%(cohort)s”, if you want it.") % words,
            _dates(enrolment),
            _("Please confirm it by %(moment)s. Then it goes to somebody else.") % words,
        ),
        gettext_lazy("Confirm or decline"),
    )


def send_offer_reminder(enrolment: Enrolment) -> None:
    """Remind somebody of an offer that ends soon."""
    _send_standing(
        enrolment,
        gettext_lazy("Your place is still free"),
        lambda words: (
            _("Please confirm your place in “%(cohort)s” by %(moment)s.") % words,
            _("Then it goes to somebody else."),
        ),
        gettext_lazy("Confirm or decline"),
    )


def send_lapsed(enrolment: Enrolment) -> None:
    """Say that an offer has ended."""
    _send_standing(
        enrolment,
        gettext_lazy("Your place has gone to somebody else"),
        lambda words: (
            _("The time to confirm your place in “%(cohort)s” is over.") % words,
            _("You are welcome to be a candidate for the next one."),
        ),
    )


def send_confirmed(enrolment: Enrolment) -> None:
    """Say that a place is taken, and where all will be found."""
    _send_standing(
        enrolment,
        gettext_lazy("Your place is confirmed"),
        lambda words: (
            _("You take part in “%(cohort)s”.") % words,
            _dates(enrolment),
            _("From the first day on you find the lessons on your page."),
        ),
    )


def send_waiting(enrolment: Enrolment) -> None:
    """Say that somebody is on the waiting list."""
    _send_standing(
        enrolment,
        gettext_lazy("You are on the waiting list"),
        lambda words: (
            _("All places in “%(cohort)s” are given for now. You are on the waiting list.") % words,
            _("As soon as a place is free for you we write to you."),
        ),
    )


def send_not_selected(enrolment: Enrolment) -> None:
    """Say kindly that somebody is not selected; why is the staff's."""
    _send_standing(
        enrolment,
        gettext_lazy("Your candidacy for the Activist Academy"),
        lambda words: (
            _("Thank you for your interest in “%(cohort)s”.") % words,
            _("There were more candidates than places, and this time we cannot offer you one."),
            _("This is no judgement on what you do. You are welcome to be a candidate again."),
        ),
    )


def send_removed(enrolment: Enrolment) -> None:
    """Say that somebody no longer takes part."""
    _send_standing(
        enrolment,
        gettext_lazy("You no longer take part"),
        lambda words: (
            _("You are no longer among the participants or candidates of “%(cohort)s”.") % words,
            _("If you think this is a mistake, answer the academy’s staff."),
        ),
    )


def _dates(enrolment: Enrolment) -> str:
    cohort = enrolment.cohort
    words = {
        "start": date_format(cohort.starts_on, "DATE_FORMAT"),
        "end": date_format(cohort.ends_on, "DATE_FORMAT"),
        "venue": cohort.venue or cohort.get_mode_display(),
    }
    return _("From %(start)s until %(end)s, %(venue)s.") % words


def _moment(enrolment: Enrolment) -> str:
    """Return until when a place is offered, by the clock that the candidate lives by."""
    if enrolment.offered_until is None:
        return ""
    zone = (enrolment.user.time_zone if enrolment.user else "") or enrolment.cohort.time_zone
    with timezone.override(zone):
        moment = localtime(enrolment.offered_until)
        return f"{date_format(moment, 'DATETIME_FORMAT')} ({zone.replace('_', ' ')})"


def _send(enrolment: Enrolment, write) -> None:
    send(
        lambda: write(
            {
                "cohort": enrolment.cohort,
                "organisation": enrolment.organisation.name if enrolment.organisation else "",
                "moment": _moment(enrolment),
            }
        ),
        to=enrolment.email,
        language=enrolment.language,
        name=enrolment.given_name,
    )


def _send_standing(enrolment: Enrolment, subject, paragraphs, link_text="") -> None:
    """Send a mail that leads to where the candidate stands."""
    with override(enrolment.language):
        link = None
        if enrolment.user_id:
            url = full_address("academy:enrolment", enrolment.language, enrolment.pk)
            link = (str(link_text or _("Where I stand")), url)
    _send(enrolment, lambda words: Mail(str(subject), paragraphs(words), link))
