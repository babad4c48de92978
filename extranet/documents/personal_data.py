"""What is held about who reads, shares and posts documents: kept, but for the stamped copies."""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cms.core.personal_data import sources
from extranet.core.personal_data import ActSource, OfBodySource
from extranet.documents.models import Document, DocumentVersion, Reading, Share, StampedCopy


class ReadingSource(OfBodySource):
    """Which documents somebody read."""

    model = Reading
    label = _("Readings of documents")
    user_field = "user"
    body_field = "version__document__folder__body"
    deferred = ("version__text",)
    kept = _(
        "Who read a confidential paper must be provable, should it become public: the log of "
        "readings is only ever added to and keeps the name as it was then."
    )
    fields = (
        (_("document"), lambda reading: f"#{reading.version.document_id}"),
        (_("version"), lambda reading: reading.version.number),
        "name",
        "action",
        "copy_id",
        "at",
    )


class ShareSource(OfBodySource):
    """Which documents were opened to somebody by name."""

    model = Share
    label = _("Documents opened to the person")
    person_field = "person"
    body_field = "document__folder__body"
    kept = _("Who could read a confidential paper, and until when, is part of the log of readings.")
    fields = (
        (_("document"), lambda share: f"#{share.document_id}"),
        (_("since"), lambda share: share.shared_at),
        "until",
        (_("share revoked on"), lambda share: share.revoked_at),
    )


class StampedCopySource(sources.ModelSource):
    """The files with somebody's name on every page, which go anyway within hours."""

    model = StampedCopy
    user_field = "user"
    fields = (
        (_("copy"), lambda copy: copy.copy_id),
        (_("made on"), lambda copy: copy.made_at),
        (_("kept until"), lambda copy: copy.expires_at),
    )

    def erase(self, copy):
        transaction.on_commit(partial(copy.file.storage.delete, copy.file.name))
        super().erase(copy)


class VersionSource(ActSource):
    """Who uploaded which version, without what it says."""

    deferred = ("text",)


for source in (
    ReadingSource(),
    ShareSource(),
    StampedCopySource(),
    ActSource(
        Document,
        "created_by",
        _("Documents added"),
        body="folder__body",
        when="created_at",
    ),
    VersionSource(
        DocumentVersion,
        "uploaded_by",
        _("Versions of documents uploaded"),
        body="document__folder__body",
        when="uploaded_at",
    ),
    ActSource(
        Share,
        "shared_by",
        _("Documents shared with others"),
        body="document__folder__body",
        when="shared_at",
    ),
):
    sources.register(source)
