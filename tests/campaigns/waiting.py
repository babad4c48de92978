"""Many signatures that wait to be confirmed, made fast."""

import datetime
import hashlib
import secrets

from django.utils import timezone

from campaigns.models import Appeal, Signature
from campaigns.services import keys
from cms.core import links
from tests.campaigns.tools import place


def waiting(appeal: Appeal, amount: int, network: str = "") -> list[str]:
    """Add so many signatures under `appeal`; return the tokens of their links."""
    country, now = place(), timezone.now()
    shared = secrets.token_urlsafe(32)
    made = Signature.objects.bulk_create(
        Signature(
            appeal=appeal,
            given_name=f"Person {number}",
            email=f"person-{number}@example.org",
            email_key=f"person-{number}",
            network_key=keys.digest(appeal, "network", network) if network else "",
            country=country,
            language="en",
            sent_at=now,
            expires_at=now + datetime.timedelta(days=7),
            token_digest=hashlib.sha256(shared.encode()).hexdigest(),
        )
        for number in range(amount)
    )
    signer = links._signer(Signature)
    return [signer.sign(f"{row.pk}.{shared}") for row in made]
