"""What documents tell by e-mail: that one is shared."""

import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from extranet.core.standing import Standing, readers_of
from extranet.documents import signals
from extranet.documents.models import Document, Share
from extranet.notices.announcing import announce_on
from extranet.notices.kinds import QUIET, Kind, register
from extranet.notices.recipients import people


def of_share(share: Share, at: datetime.datetime) -> QuerySet:
    """Return with whom a document is shared."""
    if share.body_id:
        return readers_of(share.body, at)
    return people([share.person.user_id])


def shared(standing: Standing, share: Share) -> bool:
    """Return whether a share is in force, and its document may be read."""
    in_force = share.revoked_at is None and share.until > standing.moment
    return in_force and Document.objects.visible_to(standing).filter(pk=share.document_id).exists()


register(
    30,
    Kind(
        "document_shared",
        Share,
        label=_("a document is shared with me"),
        subject=_("Extranet: a document for you"),
        sentence=_("A document has been shared with you or with one of your bodies."),
        link=_("Open the document"),
        page=("extranet:document", "document_id"),
        told=of_share,
        due=shared,
        gathers=QUIET,
        related=("body", "person"),
    ),
)

announce_on(signals.document_shared, "document_shared", "share")
