"""Reminders of what readers were promised: the nearer and the later, the more people get them."""

import datetime
import logging
from collections import defaultdict

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.accounts.mails import Mail, send
from cms.translation.forms import people_who_may
from cms.translation.models import Assignment, PromisedLanguage
from cms.translation.services.reminders import AHEAD, NAMED

logger = logging.getLogger(__name__)
# So many days after its day everybody who publishes hears of it.
PATIENCE = datetime.timedelta(days=2)


def remind_of_promises(day: datetime.date | None = None) -> tuple[int, int]:
    """Write about promised languages that are due soon, or were due before.

    Return how many were written to, and to how many the e-mail did not leave. What was written
    about on `day` (by default today) already is not written about again.
    """
    day = day or localdate()
    promises = (
        PromisedLanguage.objects.owed()
        .filter(due_on__lte=day + AHEAD)
        .exclude(reminded_on=day)
        .with_titles()
        .select_related("locale", "release__released_by")
        .order_by("due_on", "pk")
    )
    by_person = defaultdict(list)
    for promise in promises:
        for person in whom_to_remind(promise, day):
            by_person[person].append(promise)
    failed, missed = 0, set()
    for person, owed in by_person.items():
        try:
            _write(person, owed, day)
        except OSError:
            # The mail server is away: the next run tries again, and the others get theirs.
            logger.exception("The reminder to account %s did not leave.", person.pk)
            failed += 1
            missed |= {promise.pk for promise in owed}
    told = {promise.pk for owed in by_person.values() for promise in owed} - missed
    PromisedLanguage.objects.filter(pk__in=told).update(reminded_on=day)
    return len(by_person) - failed, failed


def whom_to_remind(promise: PromisedLanguage, day: datetime.date) -> set:
    """Return the accounts that are written to about `promise` on `day`.

    Before its day who has the work: translators where nobody has taken it, who approves once it
    is handed over; a translator who has taken it gets the reminder of that. From its day on whoever
    released it and the approver too, after `PATIENCE` everybody who publishes.
    """
    given = (
        Assignment.objects.filter(
            translation__source__object_id=promise.release.translation_key,
            translation__target_locale=promise.locale_id,
            translation__enabled=True,
        )
        .select_related("assignee", "approver")
        .first()
    )
    people = set()
    if given is None or (given.is_owed and not _active(given.assignee)):
        people |= _translators(promise.locale.language_code)
    elif not given.is_owed:
        people |= _active(given.approver) or set(people_who_may("publish"))
    elif given.due_on is None or given.due_on > promise.due_on:
        # Given for another day: the usual reminder would come too late.
        people |= _active(given.assignee)
    if day >= promise.due_on:
        people |= _active(promise.release.released_by)
        people |= _active(given.approver) if given else set()
    if day > promise.due_on + PATIENCE:
        people |= set(people_who_may("publish"))
    return people


def _active(person) -> set:
    return {person} if person and person.is_active else set()


def _translators(language: str) -> set:
    """Return those who translate and write nothing else: into `language`, else into any; where
    there are none, those who publish."""
    translators = people_who_may("change").exclude(pk__in=people_who_may("add").values("pk"))
    chosen = translators.filter(language=language) or translators
    return set(chosen) or set(people_who_may("publish"))


def _write(person, promises: list[PromisedLanguage], day: datetime.date) -> None:
    send(lambda: _mail(promises, day), to=person.email, language=person.language, name=person.name)


def _mail(promises: list[PromisedLanguage], day: datetime.date) -> Mail:
    lines = []
    for promise in promises[:NAMED]:
        line = (
            _("%(title)s (%(language)s): was promised for %(date)s and is late.")
            if promise.due_on < day
            else _("%(title)s (%(language)s): promised for %(date)s.")
        )
        lines.append(
            line
            % {
                "title": promise.title,
                "language": promise.locale.get_display_name(),
                "date": date_format(promise.due_on, "DATE_FORMAT"),
            }
        )
    count = len(promises)
    return Mail(
        ngettext("Readers wait for a translation", "Readers wait for %(count)d translations", count)
        % {"count": count},
        (
            _("These texts went out in one language, and readers were told when others follow:"),
            *lines,
        ),
        (
            _("Open what was promised"),
            f"{settings.BASE_URL}{reverse('pages_by_language')}?owed=promised",
        ),
        closing=(
            _("If it cannot be made, whoever publishes can name another day or call it off."),
        ),
    )
