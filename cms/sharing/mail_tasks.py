"""Those who asked for new kits are written to beside the requests."""

from django_tasks import task

from cms.core.models import ConsentText
from cms.sharing import mails
from cms.sharing.querysets import public_page
from cms.sharing.services import subscribing
from cms.sharing.services.claiming import claim


@task()
def mail_link(email: str, language: str, consent_id: int) -> bool:
    """Send the link that confirms a subscription, or say that it stands; return whether it was
    sent. Looks up here whether the address is known, so that the page answers to all alike."""
    consent = ConsentText.objects.filter(pk=consent_id).first()
    if consent is None:
        return False
    row, token = subscribing.subscribe(email=email, language=language, consent=consent)
    mails.send_link(row, token)
    return True


@task()
def mail_kit(mail_id: int) -> bool:
    """Send one reader one new kit; return whether it was sent: never a second time."""
    mail = claim(mail_id)
    page = mail and public_page(mail.announcement.page_id)
    if page is None:
        return False
    mails.send_kit(mail.subscription, page)
    return True
