"""What happens to a cohort as a whole: it is shown and opened; who teaches it.

It is closed with the certificates, once it has been said who completed it.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from academy.core.models import Cohort, Trainer
from cms.accounts.models import User
from cms.core.errors import Refused


def _held(cohort: Cohort) -> Cohort:
    """Return the cohort as it is now, its row held until the end of the transaction."""
    return Cohort.objects.select_for_update().get(pk=cohort.pk)


def _mark(cohort: Cohort, name: str, action: str, by) -> None:
    """Set a moment of the held cohort and log the act; the caller's row says so too."""
    setattr(cohort, name, timezone.now())
    cohort.save(update_fields=[name])
    log(cohort, f"academy.{action}", user=by)


@transaction.atomic
def publish(*, cohort: Cohort, by) -> Cohort:
    """Show a cohort to everybody, on the page of its course, and let organisations nominate.

    Raise Refused if it is shown already, or if its course has no page to show it on.
    """
    cohort = _held(cohort)
    if cohort.published_at:
        raise Refused(_("This cohort is shown already."))
    if cohort.course.page_key is None:
        raise Refused(_("Its course has no page yet: choose one first."))
    _mark(cohort, "published_at", "publish_cohort", by)
    return cohort


@transaction.atomic
def open_cohort(*, cohort: Cohort, by) -> Cohort:
    """Open a cohort: from now on the database keeps what completes it as it is.

    Raise Refused if it is not shown yet, open already, or closed.
    """
    cohort = _held(cohort)
    if cohort.opened_at or cohort.closed_at:
        raise Refused(_("This cohort has been opened already, or is closed."))
    if cohort.published_at is None:
        raise Refused(_("Show the cohort first."))
    _mark(cohort, "opened_at", "open_cohort", by)
    return cohort


@transaction.atomic
def add_trainer(*, cohort: Cohort, email: str, by) -> Trainer:
    """Let the account of an address teach a cohort.

    Raise Refused if no account in use has it, or if it teaches the cohort already.
    """
    cohort = _held(cohort)
    user = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if user is None:
        raise Refused(_("No account has this address: invite the person first."), field="email")
    trainer, created = Trainer.objects.get_or_create(cohort=cohort, user=user)
    if not created:
        raise Refused(_("This person teaches the cohort already."), field="email")
    log(cohort, "academy.add_trainer", user=by, data={"user": user.pk})
    return trainer


@transaction.atomic
def remove_trainer(*, trainer: Trainer, by) -> None:
    """Take a cohort from somebody who taught it: he or she no longer sees it."""
    log(trainer.cohort, "academy.remove_trainer", user=by, data={"user": trainer.user_id})
    trainer.delete()
