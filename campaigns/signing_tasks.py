"""E-mails to who signs, sent beside the request; a task makes the secret of its link itself."""

import datetime

from django_tasks import task

from campaigns import signing_mails as mails
from campaigns.models import Signature
from cms.core import links

LINK_DAYS = 7


@task()
def mail_signer(signature_id: int) -> bool:
    """Send a new link to confirm, or say that all is done; nothing to who is held or unknown.

    Return whether anything was sent.
    """
    rows = Signature.objects.select_related("appeal").filter(pk=signature_id, anonymised_at=None)
    signature = rows.first()
    if signature is None or not signature.email:
        return False
    if signature.state == Signature.State.PENDING:
        token = links.renew(signature, datetime.timedelta(days=LINK_DAYS))
        mails.send_confirmation(signature, token, LINK_DAYS)
    elif signature.state == Signature.State.CONFIRMED:
        mails.send_known(signature)
    else:
        return False
    return True


@task()
def mail_thanks(signature_id: int) -> bool:
    """Thank somebody who has confirmed; return whether the signature still stood."""
    rows = Signature.objects.select_related("appeal").counted().filter(pk=signature_id)
    signature = rows.exclude(email="").first()
    if signature is None:
        return False
    mails.send_thanks(signature)
    return True
