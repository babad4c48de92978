"""People sign, confirm, change how they are shown, and withdraw."""

import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from campaigns import signing_tasks as tasks
from campaigns.appeal_pages import takes_signatures
from campaigns.models import Appeal, Signature
from campaigns.services import counting, keys
from campaigns.services.retention import keep_until
from campaigns.services.suspicion import reason_to_hold
from cms.core import links
from cms.core.caching import bump_content_version
from cms.core.mail_addresses import canonical
from cms.core.models import ConsentText
from cms.taxonomy.models import Place

State = Signature.State


class SigningClosed(Exception):
    """Nobody can sign the appeal now."""


@transaction.atomic
def sign(
    *,
    appeal: Appeal,
    given_name: str,
    family_name: str,
    email: str,
    country: Place,
    language: str,
    consent: ConsentText,
    network: str,
    shown: str = Signature.Shown.HIDDEN,
    organisation: str = "",
    comment: str = "",
    letters: ConsentText | None = None,
    source: str = "",
) -> Signature:
    """Take down that somebody wants to sign, and return the row; nothing counts before `confirm`.

    Who has signed stays as they are; what was not confirmed yet is written anew. What a rule of
    `suspicion` speaks against is held. Send the mail with `write_to` in every case: the task knows
    what there is to say. Raise SigningClosed where people cannot sign now.
    """
    if not appeal.takes_people():
        raise SigningClosed
    key = keys.digest(appeal, "address", canonical(email))
    row = appeal.signatures.select_for_update().filter(email_key=key).first()
    row = row or Signature(appeal=appeal, email_key=key)
    struck_out = row.state == State.INVALID
    if row.number or row.state not in (State.PENDING, State.INVALID):
        return row
    row.given_name, row.family_name, row.email = given_name, family_name, email
    row.country, row.organisation, row.comment = country, organisation, comment
    row.comment_state = Signature.Comment.UNREAD if comment else Signature.Comment.NONE
    row.shown, row.language, row.source = shown, language, source
    row.network_key = keys.digest(appeal, "network", network)
    row.keep_until = keep_until(appeal)
    row.give_consent(consent, language)
    row.agree_to_letters(letters, language)
    row.held_for = Signature.Held.STRUCK if struck_out else reason_to_hold(row)
    if row.held_for and row.pk and not struck_out:
        # Somebody else's rubbish does not take the place of what waits to be confirmed.
        return appeal.signatures.get(pk=row.pk)
    row.state = State.HELD if row.held_for else State.PENDING
    row.invalidation, row.state_before = None, ""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        # The same person at the same moment, in two windows.
        return appeal.signatures.get(email_key=key)
    return row


def find(*, appeal: Appeal, email: str) -> Signature | None:
    """Return the signature under `appeal` whose address is the same mailbox as `email`."""
    key = keys.digest(appeal, "address", canonical(email))
    return appeal.signatures.filter(email_key=key).first()


def write_to(signature: Signature | None) -> None:
    """Have a mail sent that says what there is to say; nothing to who is unknown or held.

    Enqueued in any case: how long the answer takes tells nothing.
    """
    transaction.on_commit(
        lambda: tasks.mail_signer.enqueue(signature.pk if signature and signature.pk else 0)
    )


def confirm(*, token: str) -> Signature:
    """Count the signature that the link is for, under the next number, and return it.

    Numbers follow one another in the order of confirming; none is given twice, none left out, for
    the appeal's row is held. Raise LinkInvalid, LinkExpired or SigningClosed.
    """
    pending = Signature.objects.filter(state=State.PENDING).select_related("appeal")
    row, _current = links.find(pending, token)
    if row is None:
        raise links.LinkInvalid
    links.check(row, token)
    if not takes_signatures(row.appeal):
        raise SigningClosed
    now = timezone.now()
    with transaction.atomic():
        # All others who confirm wait here: what follows is short.
        appeal = counting.hold(row.appeal_id)
        if not appeal.takes_people(now):
            raise SigningClosed
        last = appeal.signatures.aggregate(last=Max("number"))["last"] or 0
        new = {
            "number": last + 1,
            "state": State.CONFIRMED,
            "confirmed_at": now,
            "month": month_of(now),
            "token_digest": "",
        }
        # Spends the link too: of two who come at once with the same one, the second finds none.
        still = Signature.objects.filter(
            pk=row.pk, state=State.PENDING, token_digest=row.token_digest
        )
        if not still.update(**new):
            raise links.LinkInvalid
        counting.add(appeal, 1)
        transaction.on_commit(lambda: tasks.mail_thanks.enqueue(row.pk))
    return Signature.objects.select_related("appeal").get(pk=row.pk)


def month_of(moment: datetime.datetime) -> datetime.date:
    """Return the first day of the month of `moment`: what stays of it for good."""
    return timezone.localdate(moment).replace(day=1)


@transaction.atomic
def change(
    *, signature: Signature, shown: str, letters: ConsentText | None, language: str
) -> Signature:
    """Show the person as they want to be shown from now on, in every page at once; return the row.

    `letters` is what they agree to about being written to, as it reads in `language`; None: they
    want no (more) letters.
    """
    rows = Signature.objects.select_related("appeal", "country", "letters_text")
    rows = rows.select_for_update(of=("self",)).filter(pk=signature.pk, anonymised_at=None)
    row = rows.first()
    if row is None:
        return signature
    row.shown = shown
    row.agree_to_letters(letters, language)
    fields = ("text", "language", "agreed_at", "withdrawn_at")
    row.save(update_fields=["shown", *(f"letters_{field}" for field in fields)])
    bump_content_version()
    return row


@transaction.atomic
def withdraw(*, signature: Signature) -> None:
    """Take the signature back and erase who it was; a second time changes nothing.

    Of one that had a number the number stays, counted no more, so that no other gets it.
    """
    appeal = counting.hold(signature.appeal_id)
    row = appeal.signatures.select_for_update().filter(pk=signature.pk).first()
    if row is None or row.anonymised_at:
        return
    if row.number is None:
        row.delete()
        return
    was_counted = row.state == State.CONFIRMED
    row.state = State.WITHDRAWN
    row.save(update_fields=["state"])
    row.anonymise()
    if was_counted:
        counting.add(appeal, -1)
