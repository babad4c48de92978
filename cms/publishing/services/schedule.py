"""Publishes what has been scheduled; what may not go out stays a draft, and people hear of it."""

import logging
from functools import partial

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision

from cms.accounts.mails import Mail, send
from cms.publishing.errors import PublicationRefused
from cms.publishing.rules import Publication, refusals

logger = logging.getLogger(__name__)


def publish_due() -> list[PublicationRefused]:
    """Publish every revision whose moment has come; return what was refused.

    Each by itself. One that is refused is scheduled no more: it stays a draft, the page's log says
    why, and whoever wrote or scheduled it gets a mail.
    """
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
    withheld = []
    for revision in due.order_by("approved_go_live_at"):
        try:
            with transaction.atomic():
                revision.publish(log_action="wagtail.publish.scheduled")
        except (PublicationRefused, ValidationError) as error:
            page = revision.content_object
            reasons = getattr(error, "reasons", None) or error.messages
            refused = PublicationRefused(page, reasons)
            withhold(revision, refused)
            withheld.append(refused)
    return withheld


def withhold(revision: Revision, refused: PublicationRefused) -> None:
    """Take `revision` off the schedule, log why, and tell its people."""
    with transaction.atomic():
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
        page = refused.page
        log(
            instance=page,
            action="publishing.withhold",
            revision=revision,
            data={"reasons": refused.reasons},
        )
    logger.warning("not published on time: %s: %s", page, " ".join(refused.reasons))
    for user in _people(revision, page):
        send(
            partial(_mail, revision, refused),
            to=user.email,
            language=user.language,
            name=user.name,
        )


def _people(revision: Revision, page: Page) -> set:
    """Return who wrote `revision`, and who scheduled it."""
    scheduled = PageLogEntry.objects.filter(
        page=page.pk, revision=revision, action="wagtail.publish.schedule"
    ).select_related("user")
    people = {entry.user for entry in scheduled} | {revision.user}
    return {user for user in people if user is not None and user.is_active}


def _mail(revision: Revision, refused: PublicationRefused) -> Mail:
    title = refused.page.get_admin_display_title()
    # Asked anew for the reader's own language.
    reasons = refusals(Publication(revision.as_object(), revision=revision)) or refused.reasons
    address = reverse("wagtailadmin_pages:edit", args=[refused.page.pk])
    return Mail(
        _("Not published: %(title)s") % {"title": title},
        (_("“%(title)s” was due to be published now, and was not.") % {"title": title}, *reasons),
        (_("Open the page"), settings.BASE_URL + address),
    )
