"""Takes a mail for oneself before it is sent, so that nobody else sends it too."""

from django.utils import timezone

from cms.sharing.models import KitMail


def claim(mail_id: int) -> KitMail | None:
    """Return the mail to be sent, or None where somebody has taken it or its reader is gone.

    It is claimed before it is sent: one that a mail server loses is not sent a second time.
    """
    if not KitMail.objects.filter(pk=mail_id, claimed_at=None).update(claimed_at=timezone.now()):
        return None
    rows = KitMail.objects.select_related("subscription", "announcement")
    return rows.filter(pk=mail_id).first()
