"""E-mails about appeals, sent beside the request."""

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from campaigns.models import OrganisationSignature
from campaigns.signers import known_address, wants_second_approval
from cms.accounts import mails
from cms.core import links

# How long a link to sign is good, where the appeal has no end before.
LINK_DAYS = 60


@task()
def mail_invitation_to_sign(signature_id: int) -> bool:
    """Send an organisation the link to sign with; return whether it still had to.

    A link that was sent before is void from now on.
    """
    waiting = OrganisationSignature.objects.filter(state=OrganisationSignature.State.INVITED)
    signature = waiting.select_related("appeal", "organisation").filter(pk=signature_id).first()
    user = signature and known_address(signature.organisation)
    if not user:
        return False
    signature.sent_to = user
    signature.save(update_fields=["sent_to"])
    token = links.renew(signature, datetime.timedelta(days=LINK_DAYS))
    language = user.language or settings.LANGUAGE_CODE
    with override(language):
        url = settings.BASE_URL + reverse("campaigns:sign_by_link", args=[token])
    mails.send(
        lambda: _invitation(signature, url), to=user.email, language=language, name=user.name
    )
    return True


def _invitation(signature: OrganisationSignature, url: str) -> mails.Mail:
    appeal = {"appeal": str(signature.appeal), "organisation": signature.name}
    paragraphs = [
        _("“%(appeal)s” is open for signature by our organisations.") % appeal,
        _("With the link below you sign for %(organisation)s. Nothing is signed by opening it.")
        % appeal,
    ]
    if wants_second_approval(signature.organisation):
        paragraphs.append(_("It counts once another person has approved it on our members’ site."))
    return mails.Mail(
        _("Sign “%(appeal)s”") % appeal,
        tuple(paragraphs),
        (_("Read and sign"), url),
        closing=(
            _("The link is for you alone. It works once, and for %(days)s days.")
            % {"days": LINK_DAYS},
            _("If your organisation does not want to sign, you need do nothing."),
        ),
    )
