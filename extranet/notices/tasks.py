"""Sending e-mails after what they tell of has been written."""

from django_tasks import task

from extranet.notices.services import mailing


@task()
def send_notices_of(fingerprint: str) -> dict[str, int]:
    """Send what waits about one happening; return how many e-mails came to which state."""
    return dict(mailing.send_due(fingerprint=fingerprint))
