"""What makes a signature wait for a person, without telling who sent it.

The rules are few and can be told to anybody; see docs/signatures.md.
"""

import datetime
import re

from django.utils import timezone

from campaigns.models import Signature
from cms.core import mail_addresses as addresses

# More than so many from one network within the time are held: a stand at a market has fewer.
BURST, BURST_TIME = 20, datetime.timedelta(hours=1)
_ADDRESS = re.compile(r"https?:|www\.|[<>{}\[\]@]|\b[\w-]+\.(?:com|net|org|info|ru|cn|xyz)\b", re.I)


def reason_to_hold(signature: Signature) -> str:
    """Return the code of the rule (`Signature.Held`) that `signature` meets, or nothing."""
    names = (signature.given_name, signature.family_name, signature.organisation)
    if any(_ADDRESS.search(name) for name in names) or not _has_letters(signature):
        return Signature.Held.NAME
    if addresses.is_disposable(signature.email):
        return Signature.Held.DISPOSABLE
    since = timezone.now() - BURST_TIME
    beside = Signature.objects.filter(
        appeal=signature.appeal_id, network_key=signature.network_key, created_at__gt=since
    )
    if beside.exclude(pk=signature.pk).count() >= BURST:
        return Signature.Held.BURST
    return ""


def _has_letters(signature: Signature) -> bool:
    return any(sign.isalpha() for sign in signature.given_name + signature.family_name)
