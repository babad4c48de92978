"""The letter to an applicant: a PDF in its language, kept as it was sent, told of by mail."""

import datetime
import hashlib

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.template.defaultfilters import linebreaks
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Site

from cms.core.errors import Refused
from cms.core.models import SiteIdentity
from cms.core.shown_times import day
from cms.directory.querysets import site_day
from cms.media.typeset import Paper, TypesetError, letterhead, nodes_from_html
from extranet.core.services import audit
from extranet.membership import signals
from extranet.membership.models import Case, Letter
from extranet.membership.services.holding import hold, require_text


def may_write(case: Case) -> bool:
    """Return whether there is an outcome to write of, and an applicant who can be written to."""
    application = getattr(case, "application", None)
    return case.is_over and application is not None and application.anonymised_at is None


def draft(case: Case) -> str:
    """Return what a letter about the outcome says usually, in the applicant's language."""
    application = case.application
    with override(application.language):
        name = application.name
        if case.state == Case.State.ADOPTED:
            said = _(
                "We are glad to tell you that %(body)s has admitted %(name)s as %(status)s on "
                "%(decided)s. This holds from %(day)s."
            ) % {
                "body": case.body.label,
                "name": name,
                "status": case.get_grants_display(),
                "decided": day(case.closed_on),
                "day": day(case.effective_on),
            }
            then = _("We look forward to working with you.")
        elif case.state == Case.State.REJECTED:
            said = _(
                "%(body)s has dealt with the application of %(name)s on %(decided)s, and has not "
                "adopted it."
            ) % {"body": case.body.label, "name": name, "decided": day(case.closed_on)}
            then = _("You may apply again at any time.")
        else:
            said = _("The application of %(name)s was withdrawn on %(decided)s.") % {
                "name": name,
                "decided": day(case.closed_on),
            }
            then = _("You may apply again at any time.")
        return "\n\n".join((_("Dear friends,"), said, then, _("With our best wishes")))


def write(*, case: Case, text: str, by) -> Letter:
    """Make the letter, keep it with its digest, tell the applicant by mail, and return it.

    Raise Refused where it cannot be typeset: it then holds a character that no font has.
    """
    text = require_text(text, "text", _("Write the letter."))
    if not may_write(case):
        raise Refused(_("There is nothing to write about yet, or nobody to write to."))
    language = case.application.language
    try:
        pdf = paper(case, text, language, dated=site_day()).pdf()
    except TypesetError as error:
        raise Refused(str(error), field="text") from error
    with transaction.atomic():
        case = hold(case, Case.OVER)
        last = case.letters.first()
        letter = Letter(
            case=case,
            number=last.number + 1 if last else 1,
            language=language,
            text=text,
            size=len(pdf),
            sha256=hashlib.sha256(pdf).hexdigest(),
            made_by=by,
        )
        letter.file.save("letter.pdf", ContentFile(pdf), save=False)
        letter.save()
        audit.record("case.letter_written", case, actor=by, body=case.body, sha256=letter.sha256)
        signals.letter_sent.send(sender=Letter, case=case, by=by)
    return letter


@transaction.atomic
def send_again(*, case: Case, by) -> None:
    """Send the applicant a new link to the page with the letter, which makes older ones void."""
    if not may_write(case) or not case.letters.exists():
        raise Refused(_("There is no letter, or nobody to write to."))
    audit.record("case.letter_sent_again", case, actor=by, body=case.body)
    signals.letter_sent.send(sender=Letter, case=case, by=by)


def paper(case: Case, text: str, language: str, dated: datetime.date) -> Paper:
    """Return the letter on paper, in the applicant's language and of a day."""
    site = Site.objects.filter(is_default_site=True).first()
    with override(language):
        return Paper(
            language=language,
            title=_("Your application for membership"),
            dated=dated,
            letterhead=letterhead(SiteIdentity.of(site)) if site else {},
            line=[case.application.name, day(dated)],
            nodes=nodes_from_html(linebreaks(text, autoescape=True), base_url=settings.BASE_URL),
            address=settings.BASE_URL,
        )
