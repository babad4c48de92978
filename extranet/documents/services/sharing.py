"""Letting another body, or one person, read a document until a moment."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.errors import Refused
from cms.directory.models import Body, Person
from extranet.core.services import audit
from extranet.documents.models import Document, Share
from extranet.documents.signals import document_shared

# Nobody remembers why somebody was let in longer ago than this.
LONGEST = datetime.timedelta(days=366)


@transaction.atomic
def share(
    *,
    document: Document,
    until: datetime.datetime,
    by,
    body: Body | None = None,
    person: Person | None = None,
) -> Share:
    """Let a body, or one person by name, read a posted document until a moment; return the share.

    Raises Refused for a moment that is past or more than a year away, and for the document's
    own body. A share with the same reader that is in force already ends.
    """
    if (body is None) == (person is None):
        raise Refused(_("Choose a body or a person."), field="body")
    document = Document.objects.select_for_update(no_key=True).get(pk=document.pk)
    moment = timezone.now()
    if until <= moment:
        raise Refused(_("This day is past."), field="until")
    if until > moment + LONGEST:
        raise Refused(_("A document is shared for a year at most."), field="until")
    if body is not None and body.pk == document.folder.body_id:
        raise Refused(_("This body reads the document anyway."), field="body")
    if document.state != Document.State.PUBLISHED:
        raise Refused(_("Only a document that is posted can be shared."))
    document.shares.filter(
        body=body, person=person, until__gt=moment, revoked_at__isnull=True
    ).update(revoked_at=moment)
    made = Share.objects.create(
        document=document, body=body, person=person, until=until, shared_by=by
    )
    audit.record(
        "document.shared",
        document,
        actor=by,
        body=document.folder.body,
        with_body=body and body.pk,
        with_person=person and person.pk,
        until=until.isoformat(),
    )
    document_shared.send(Share, share=made, document=document, by=by)
    return made


@transaction.atomic
def revoke_share(*, share: Share, by) -> Share:
    """End a share at once; one that ended before stays as it is."""
    if share.revoked_at is None:
        share.revoked_at = timezone.now()
        share.save(update_fields=["revoked_at"])
        audit.record(
            "document.share_revoked",
            share.document,
            actor=by,
            body=share.document.folder.body,
            share=share.pk,
        )
    return share
