"""What a revision says, and since when it has said so."""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import Revision

from cms.core.comparable import comparable

# What Wagtail keeps in a revision beside its content; a moment for publication is no edit either.
_BOOKKEEPING = {
    "alias_of",
    "content_type",
    "depth",
    "draft_title",
    "expire_at",
    "expired",
    "first_published_at",
    "go_live_at",
    "has_unpublished_changes",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live",
    "live_revision",
    "locked",
    "locked_at",
    "locked_by",
    "numchild",
    "owner",
    "path",
    "pk",
    "url_path",
    "wagtail_admin_comments",
}


def wording_of(revision: Revision) -> str:
    """Return a digest of all that `revision` says; the same for the same content."""
    return wording(revision.content)


def wording(fields: dict) -> str:
    """Return a digest of what a page says whose `fields` are given as a revision keeps them."""
    content = {
        name: comparable(_data(value)) for name, value in fields.items() if name not in _BOOKKEEPING
    }
    content = {name: value for name, value in content.items() if value not in (None, "", [], {})}
    text = json.dumps(content, sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()


def unchanged_run(revision: Revision) -> list[Revision]:
    """Return `revision` and those right before it that say the same, the newest first.

    The last of them is the one that brought the wording: saving without a change is no edit.
    """
    run, wording = [revision], wording_of(revision)
    earlier = Revision.objects.filter(
        base_content_type_id=revision.base_content_type_id, object_id=revision.object_id
    )
    while (previous := _before(earlier, run[-1])) and wording_of(previous) == wording:
        run.append(previous)
    return run


def _before(revisions, revision: Revision) -> Revision | None:
    return revisions.filter(pk__lt=revision.pk).order_by("-pk").first()


def _data(value):
    """Return the data of a stream, which a revision holds as JSON."""
    if isinstance(value, str) and value[:1] in "[{" and value:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
