"""Reminding people of the translations that they owe: one e-mail a day at most."""

import datetime
import logging
from collections import defaultdict

from django.conf import settings
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from cms.accounts.mails import Mail, send
from cms.translation.models import Assignment

logger = logging.getLogger(__name__)
# So many days before its day a translation is first spoken of.
AHEAD = datetime.timedelta(days=3)
NAMED = 20


def remind(day: datetime.date | None = None) -> tuple[int, int]:
    """Write to everybody who owes a translation that is due soon, or was due before.

    Return how many were written to, and to how many the e-mail did not leave. Who was written
    to on `day` (by default today) already is not written to again.
    """
    day = day or localdate()
    page = Page.objects.filter(
        translation_key=OuterRef("translation__source__object_id"),
        locale_id=OuterRef("translation__target_locale_id"),
    )
    owed = (
        Assignment.objects.owed()
        .filter(due_on__lte=day + AHEAD, assignee__is_active=True)
        .exclude(assignee__in=Assignment.objects.filter(reminded_on=day).values("assignee"))
        .annotate(title=Subquery(page.values("draft_title")[:1]))
        .exclude(title=None)
        .select_related("assignee", "translation__target_locale")
        .order_by("due_on", "pk")
    )
    by_person = defaultdict(list)
    for assignment in owed:
        by_person[assignment.assignee].append(assignment)
    failed = 0
    for person, assignments in by_person.items():
        try:
            _write(person, assignments, day)
        except OSError:
            # The mail server is away: the next run tries again, and the others get theirs.
            logger.exception("The reminder to account %s did not leave.", person.pk)
            failed += 1
    return len(by_person) - failed, failed


@transaction.atomic
def _write(person, assignments: list[Assignment], day: datetime.date) -> None:
    given = Assignment.objects.filter(pk__in=[assignment.pk for assignment in assignments])
    given.update(reminded_on=day)
    send(
        lambda: _mail(assignments, day), to=person.email, language=person.language, name=person.name
    )


def _mail(assignments: list[Assignment], day: datetime.date) -> Mail:
    lines = []
    for assignment in assignments[:NAMED]:
        late = assignment.due_on < day
        line = (
            _("%(title)s (%(language)s): was due on %(date)s.")
            if late
            else _("%(title)s (%(language)s): due on %(date)s.")
        )
        lines.append(
            line
            % {
                "title": assignment.title,
                "language": assignment.translation.target_locale.get_display_name(),
                "date": date_format(assignment.due_on, "DATE_FORMAT"),
            }
        )
    count = len(assignments)
    return Mail(
        ngettext("A translation waits for you", "%(count)d translations wait for you", count)
        % {"count": count},
        (_("You have taken on these translations:"), *lines),
        (_("Open what you owe"), f"{settings.BASE_URL}{reverse('pages_by_language')}?owed=mine"),
        closing=(_("If you cannot make it, tell whoever assigned it: it can be given away."),),
    )
