"""E-mails about appeals, sent beside the request."""

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from campaigns.appeal_pages import type_of
from campaigns.models import OrganisationSignature
from campaigns.signers import known_address, wants_second_approval
from cms.accounts import mails
from cms.core import links

# How long a link to sign or approve is good, where the appeal has no end before.
LINK_DAYS = 60


@task()
def mail_invitation_to_sign(signature_id: int) -> bool:
    """Send an organisation the link to sign with; return whether it still had to.

    A link that was sent before is void from now on.
    """
    signature = _waiting(OrganisationSignature.State.INVITED, signature_id)
    user = signature and known_address(signature.organisation)
    return _send_link(signature, user, "campaigns:sign_by_link", _invitation)


@task()
def mail_request_to_approve(signature_id: int) -> bool:
    """Send another person than the one who signed the link to approve; return whether there is one.

    A link that was sent before is void from now on.
    """
    signature = _waiting(OrganisationSignature.State.TO_APPROVE, signature_id)
    user = signature and known_address(signature.organisation, besides=signature.signed_by_id)
    return _send_link(signature, user, "campaigns:approve_by_link", _request_to_approve)


def _waiting(state: str, signature_id: int) -> OrganisationSignature | None:
    rows = OrganisationSignature.objects.filter(state=state, pk=signature_id)
    return rows.select_related("appeal", "organisation").first()


def _send_link(signature: OrganisationSignature | None, user, view: str, write) -> bool:
    if not user:
        return False
    signature.sent_to = user
    signature.save(update_fields=["sent_to"])
    token = links.renew(signature, datetime.timedelta(days=LINK_DAYS))
    language = user.language or settings.LANGUAGE_CODE
    with override(language):
        url = settings.BASE_URL + reverse(view, args=[token])
    mails.send(lambda: write(signature, url), to=user.email, language=language, name=user.name)
    return True


def _invitation(signature: OrganisationSignature, url: str) -> mails.Mail:
    appeal = {"appeal": str(signature.appeal), "organisation": signature.name}
    words = type_of(signature.appeal).words
    paragraphs = [words.invitation % appeal, words.invitation_link % appeal]
    if wants_second_approval(signature.organisation):
        paragraphs.append(_("It counts once another person of your organisation has approved it."))
    return mails.Mail(
        words.invitation_subject % appeal,
        tuple(paragraphs),
        (str(words.invitation_button), url),
        closing=(
            _("The link is for you alone. It works once, and for %(days)s days.")
            % {"days": LINK_DAYS},
            str(words.invitation_refused),
        ),
    )


def _request_to_approve(signature: OrganisationSignature, url: str) -> mails.Mail:
    words = {
        "appeal": str(signature.appeal),
        "organisation": signature.name,
        "name": signature.signed_by_name,
    }
    return mails.Mail(
        _("Approve the signature under “%(appeal)s”") % words,
        (
            _("%(name)s has signed “%(appeal)s” for %(organisation)s.") % words,
            _("Your organisation wants a second person to approve it: it counts once you have."),
            _("Nothing is approved by opening the link below."),
        ),
        (_("Read and approve"), url),
        closing=(
            _("The link is for you alone. It works once, and for %(days)s days.")
            % {"days": LINK_DAYS},
            _("If you do not agree, you need do nothing. You can also decide in your account."),
        ),
    )
