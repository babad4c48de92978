"""Organisations sign an appeal, and take it back.

The appeal's counter changes in the transaction that changes a signature, while the appeal's row is
held: it equals a recount at any moment. What was done is in the log of the admin.
"""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from campaigns.appeal_pages import takes_signatures, type_of
from campaigns.errors import SigningRefused
from campaigns.models import Appeal, OrganisationSignature
from campaigns.signers import (
    known_address,
    members_to_invite,
    require_signer,
    wants_second_approval,
)
from campaigns.tasks import mail_invitation_to_sign, mail_request_to_approve
from cms.core import links
from cms.directory.models import Organisation

State, Way = OrganisationSignature.State, OrganisationSignature.Way


@transaction.atomic
def sign(*, appeal: Appeal, organisation: Organisation, by) -> OrganisationSignature:
    """Sign `appeal` for `organisation` as the person `by`, who is signed in; return the signature.

    It counts at once, or, where the organisation wants that, when another person has approved it.
    Raise SigningRefused where `by` may not, organisations cannot sign now, or it has signed.
    """
    appeal = _held(appeal)
    require_signer(by, organisation)
    _require_open(appeal)
    signature = appeal.organisation_signatures.standing().filter(organisation=organisation).first()
    return _sign(appeal, organisation, signature, by, Way.EXTRANET)


@transaction.atomic
def sign_by_link(*, token: str) -> OrganisationSignature:
    """Sign as the link says that was sent to an organisation; the link is spent.

    Raise LinkInvalid, LinkExpired, or SigningRefused as `sign` does.
    """
    appeal, signature = _take(token, State.INVITED)
    require_signer(signature.sent_to, signature.organisation)
    _require_open(appeal)
    return _sign(appeal, signature.organisation, signature, signature.sent_to, Way.LINK)


@transaction.atomic
def approve(*, signature: OrganisationSignature, by) -> OrganisationSignature:
    """Approve what another person signed for an organisation; it counts from now on.

    Raise SigningRefused where `by` may not, is who signed, or there is nothing to approve.
    """
    appeal = _held(signature.appeal)
    return _approve(appeal, _again(signature), by)


@transaction.atomic
def approve_by_link(*, token: str) -> OrganisationSignature:
    """Approve as the link says that was sent to a second person; the link is spent.

    Raise LinkInvalid, LinkExpired, or SigningRefused as `approve` does.
    """
    appeal, signature = _take(token, State.TO_APPROVE)
    return _approve(appeal, signature, signature.sent_to)


@transaction.atomic
def withdraw(*, signature: OrganisationSignature, by, reason: str) -> OrganisationSignature:
    """Take a signature back, for a `reason` that stays on record; it counts no longer.

    Who may is the affair of the caller: a signer of the organisation, or the secretariat. The
    organisation may sign again. Raise SigningRefused without a reason, or where nothing stands.
    """
    appeal = _held(signature.appeal)
    signature = _again(signature)
    if not reason.strip():
        raise SigningRefused(_("Say why."))
    if signature.state not in (State.SIGNED, State.TO_APPROVE):
        raise SigningRefused(_("This signature does not stand (any more)."))
    if signature.state == State.SIGNED:
        appeal.organisations -= 1
        appeal.save(update_fields=["organisations"])
    signature.state = State.WITHDRAWN
    signature.withdrawn_at = timezone.now()
    signature.withdrawal_reason = reason.strip()
    signature.token_digest = ""
    signature.save()
    log(signature, "campaigns.withdraw", user=by, data={"reason": signature.withdrawal_reason})
    return signature


@transaction.atomic
def admit(
    *,
    appeal: Appeal,
    by,
    organisation: Organisation | None = None,
    names: dict[str, str] | None = None,
    acronym: str = "",
    place=None,
    way: str = Way.ADMITTED,
    signed_at: datetime.datetime | None = None,
) -> OrganisationSignature:
    """Enter the signature of an organisation that did not sign itself; return it.

    It is one of the directory, or one that is not, given by its `names`, `acronym` and `place`.
    Before the end only; an import may enter it later. Raise SigningRefused where it has signed.
    """
    appeal = _held(appeal)
    if way != Way.IMPORTED and appeal.is_over():
        raise SigningRefused(_("This appeal has ended."))
    signature = None
    if organisation:
        rows = appeal.organisation_signatures.standing()
        signature = rows.filter(organisation=organisation).first()
        _refuse_second(signature)
    signature = signature or OrganisationSignature(appeal=appeal, organisation=organisation)
    if organisation:
        _keep_what_it_is(signature, organisation)
    else:
        signature.names, signature.acronym, signature.place = names or {}, acronym, place
    signature.way = way
    signature.signed_by = by
    signature.signed_by_name = by.name if by else ""
    _count(appeal, signature, signed_at)
    log(signature, "campaigns.admit", user=by)
    return signature


@transaction.atomic
def invite(*, appeal: Appeal, by) -> int:
    """Send every member that has neither signed nor been invited its link; return how many.

    Those without a known address are left out. A second call sends nothing to the same.
    Raise SigningRefused where organisations cannot sign now.
    """
    appeal = _held(appeal)
    _require_open(appeal)
    sent = 0
    for organisation in members_to_invite(appeal):
        if known_address(organisation) is None:
            continue
        signature = OrganisationSignature(appeal=appeal, organisation=organisation, way=Way.LINK)
        _keep_what_it_is(signature, organisation)
        signature.save()
        transaction.on_commit(lambda key=signature.pk: mail_invitation_to_sign.enqueue(key))
        sent += 1
    log(appeal, "campaigns.invite", user=by, data={"organisations": sent})
    return sent


def _held(appeal: Appeal) -> Appeal:
    return Appeal.objects.select_for_update(of=("self",)).get(pk=appeal.pk)


def _again(signature: OrganisationSignature) -> OrganisationSignature:
    return OrganisationSignature.objects.select_related("organisation").get(pk=signature.pk)


def _take(token: str, state: str) -> tuple[Appeal, OrganisationSignature]:
    """Return the signature in that state that the link is for, its appeal held first; spend it.

    Raise LinkInvalid or LinkExpired.
    """
    rows = OrganisationSignature.objects.filter(state=state)
    row, _latest = links.find(rows.select_related("appeal"), token)
    appeal = _held(row.appeal) if row else None
    signature = links.take(rows, token)
    if signature.sent_to is None:
        raise links.LinkInvalid
    return appeal, signature


def _approve(appeal: Appeal, signature: OrganisationSignature, by) -> OrganisationSignature:
    require_signer(by, signature.organisation)
    _require_open(appeal)
    if signature.state != State.TO_APPROVE:
        raise SigningRefused(_("There is nothing to approve."))
    if signature.signed_by_id == by.pk:
        raise SigningRefused(_("Another person than the one who signed has to approve."))
    signature.approved_by = by
    signature.approved_by_name = by.name
    signature.token_digest = ""
    _count(appeal, signature)
    log(signature, "campaigns.approve", user=by)
    return signature


def _require_open(appeal: Appeal) -> None:
    if not appeal.takes_organisations() or not takes_signatures(appeal):
        raise SigningRefused(str(type_of(appeal).words.closed))


def _refuse_second(signature: OrganisationSignature | None) -> None:
    if signature and signature.state == State.TO_APPROVE:
        raise SigningRefused(_("It has been signed and waits for the approval of another person."))
    if signature and signature.state == State.SIGNED:
        raise SigningRefused(_("This organisation has signed already."))


def _sign(appeal, organisation, signature, by, way) -> OrganisationSignature:
    _refuse_second(signature)
    signature = signature or OrganisationSignature(appeal=appeal, organisation=organisation)
    _keep_what_it_is(signature, organisation)
    signature.way = way
    signature.signed_by = by
    signature.signed_by_name = by.name if by else ""
    signature.token_digest = ""
    if wants_second_approval(organisation):
        signature.state = State.TO_APPROVE
        signature.save()
        transaction.on_commit(lambda: mail_request_to_approve.enqueue(signature.pk))
    else:
        _count(appeal, signature)
    log(signature, "campaigns.sign", user=by)
    return signature


def _count(appeal, signature, signed_at=None) -> None:
    signature.state = State.SIGNED
    signature.signed_at = signed_at or timezone.now()
    signature.save()
    appeal.organisations += 1
    appeal.save(update_fields=["organisations"])


def _keep_what_it_is(signature: OrganisationSignature, organisation: Organisation) -> None:
    """Write down what the organisation is called today: later changes leave the signature."""
    signature.names = organisation.names
    signature.acronym = organisation.acronym
    signature.place_id = organisation.place_id
    signature.logo_id = organisation.logo_id
