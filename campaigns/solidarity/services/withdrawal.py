"""A name is taken back: from then on it stands nowhere on the site, and the gate refuses it."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from campaigns.solidarity.models import (
    ConsentDecision,
    NameWithdrawal,
    PersonConcerned,
    TakenDownFile,
)
from campaigns.solidarity.services.consent import decide
from campaigns.solidarity.withdrawing import Place, Sweep
from campaigns.solidarity.withdrawing.scrub import Scrubber, neutral_wordings
from cms.core.caching import bump_content_version
from cms.core.names import Names
from cms.publishing.name_lock import withdraw_before_or_after
from cms.publishing.signals import texts_withdrawn
from cms.sharing.services import kits
from cms.sharing.services.marking import mark
from cms.translation.published_texts import record_published_text

WITHDRAW = "solidarity.withdraw"


def places_of(person: PersonConcerned) -> list[Place]:
    """Return where the name of `person` stands now, nothing changed."""
    return _sweep(person, write=False).run()


@transaction.atomic
def withdraw(
    *,
    person: PersonConcerned,
    by,
    agreed_by: str = ConsentDecision.Agreed.PERSON,
    agreed_name: str = "",
    agreed_how: str = "",
    reason: str = "",
) -> NameWithdrawal:
    """Take the name of `person` back, everywhere at once; return the report.

    All or nothing: texts, drafts and rows change in one transaction, files, caches and the search
    follow once it is committed. A second time finds nothing, and says so.
    """
    withdraw_before_or_after()
    person = PersonConcerned.objects.select_for_update(of=("self",)).get(pk=person.pk)
    decide(
        person=person,
        by=by,
        withdraws=True,
        agreed_by=agreed_by,
        agreed_name=agreed_name,
        agreed_how=agreed_how or _("The name was withdrawn."),
        note=reason,
    )
    sweep = _sweep(person, write=True)
    sweep.run()
    report = NameWithdrawal.objects.create(
        person=person,
        by=by,
        reason=reason,
        wordings=sweep.scrubber.wordings,
        places=sweep.report(),
    )
    for title, filename, content in sweep.taken_documents:
        row = TakenDownFile(withdrawal=report, title=title)
        if content:
            row.file.save(filename, content, save=False)
        row.save()
    for page in Page.objects.filter(pk__in=sweep.pages, live=True).specific():
        record_published_text(page)
    # Cards are pictures: they are drawn anew.
    kits.forget(sweep.pages)
    mark(sweep.pages)
    texts_withdrawn.send(NameWithdrawal, pages=sweep.pages, names=sweep.scrubber.names)
    bump_content_version()
    log(person, WITHDRAW, user=by, title=f"#{person.pk}", data={"places": len(sweep.places)})
    return report


def _sweep(person: PersonConcerned, *, write: bool) -> Sweep:
    names = Names(person.spellings)
    scrubber = Scrubber(names, neutral_wordings(person.wording or {}))
    return Sweep(scrubber, picture=person.picture, write=write)
