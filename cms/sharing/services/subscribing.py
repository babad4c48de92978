"""Asking for new kits by mail, confirming it, and taking it back."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from cms.core import links
from cms.core.models import ConsentText
from cms.sharing.models import KitSubscription

LINK_DAYS = 7


@transaction.atomic
def subscribe(*, email: str, language: str, consent: ConsentText) -> tuple[KitSubscription, str]:
    """Return the subscription of an address and a new link to confirm it; no link where it is
    confirmed already."""
    row = (
        KitSubscription.objects.select_for_update()
        .filter(email__iexact=email, language=language)
        .first()
    )
    if row is None:
        row = KitSubscription(email=email.lower(), language=language)
    if row.confirmed_at:
        return row, ""
    row.keep_until = timezone.localdate() + datetime.timedelta(LINK_DAYS)
    row.give_consent(consent, language)
    row.save()
    return row, links.renew(row, datetime.timedelta(LINK_DAYS))


@transaction.atomic
def confirm(*, token: str) -> KitSubscription:
    """Confirm the subscription that the link is for. Raise LinkInvalid or LinkExpired."""
    row = links.take(KitSubscription.objects.all(), token)
    row.confirmed_at, row.keep_until = timezone.now(), None
    row.save(update_fields=["confirmed_at", "keep_until"])
    return row


def unsubscribe(*, token: str) -> None:
    """Delete the subscription that the link in a mail is of; a second time nothing is left to."""
    row = of_token(token)
    if row:
        row.delete()


def token_of(row: KitSubscription) -> str:
    """Return what the link to stop the mails holds: good as long as the subscription is there."""
    return f"{row.pk}.{_secret(row)}"


def of_token(token: str) -> KitSubscription | None:
    """Return the subscription of such a link, or None."""
    key, _dot, secret = token.partition(".")
    row = KitSubscription.objects.filter(pk=key).first() if key.isdecimal() else None
    return row if row and constant_time_compare(secret, _secret(row)) else None


def _secret(row: KitSubscription) -> str:
    # Nothing to store: it follows from the row and the site's key.
    text = f"{row.pk}:{row.email}:{row.created_at.isoformat()}"
    return salted_hmac("cms.sharing.unsubscribe", text, algorithm="sha256").hexdigest()[:32]
