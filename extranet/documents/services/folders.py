"""The folders of a body."""

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cms.core.errors import Refused
from cms.directory.models import Body
from extranet.core.services import audit
from extranet.documents.models import Folder

# A tree that goes deeper is not found one's way in.
MAX_DEPTH = 4

# What a body starts with.
USUAL = (
    gettext_noop("Meeting papers"),
    gettext_noop("Minutes and decisions"),
    gettext_noop("Rules and reference"),
)


def in_all_languages(text: str) -> dict[str, str]:
    """Return an interface text as labels, one per language of the site."""
    labels = {}
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        with translation.override(code):
            labels[code] = translation.gettext(text)
    return labels


@transaction.atomic
def make_usual(*, body: Body, by) -> Folder:
    """Return the body's first folder; one that has none gets the usual ones first."""
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    first = Folder.objects.filter(body=body, parent=None).first()
    if first:
        return first
    for position, text in enumerate(USUAL):
        folder = Folder.objects.create(body=body, labels=in_all_languages(text), position=position)
        first = first or folder
        audit.record("folder.made", folder, actor=by, body=body)
    return first


@transaction.atomic
def make(*, body: Body, labels: dict, parent: Folder | None = None, by) -> Folder:
    """Return a new folder, the last of those beside it."""
    _check_place(body, parent)
    beside = Folder.objects.filter(body=body, parent=parent)
    last = beside.aggregate(last=Max("position"))["last"]
    folder = Folder.objects.create(
        body=body, parent=parent, labels=labels, position=0 if last is None else last + 1
    )
    audit.record("folder.made", folder, actor=by, body=body)
    return folder


@transaction.atomic
def change(*, folder: Folder, labels: dict, parent: Folder | None, position: int, by) -> Folder:
    """Rename a folder and move it below another of its body (None: to the top).

    Raises Refused where it would lie below itself, or the tree would grow too deep.
    """
    Body.objects.select_for_update(no_key=True).get(pk=folder.body_id)
    _check_place(folder.body, parent, folder)
    folder.labels, folder.parent, folder.position = labels, parent, position
    folder.save()
    audit.record("folder.changed", folder, actor=by, body=folder.body)
    return folder


@transaction.atomic
def remove(*, folder: Folder, by) -> None:
    """Remove an empty folder; raise Refused where something lies in it."""
    if folder.documents.exists() or folder.children.exists():
        raise Refused(_("Only an empty folder can be removed."))
    audit.record("folder.removed", folder, actor=by, body=folder.body)
    folder.delete()


def _check_place(body: Body, parent: Folder | None, folder: Folder | None = None) -> None:
    """Raise Refused unless `folder` (or a new one) may lie below `parent`."""
    depth, step = 1, parent
    while step is not None:
        if step == folder:
            raise Refused(_("A folder cannot lie in itself."), field="parent")
        if step.body_id != body.pk:
            raise Refused(_("This folder belongs to another body."), field="parent")
        depth, step = depth + 1, step.parent
    if depth + _height(folder) > MAX_DEPTH:
        raise Refused(_("Folders are not nested deeper than this."), field="parent")


def _height(folder: Folder | None) -> int:
    """Return how many levels lie below a folder."""
    if folder is None:
        return 0
    return max((1 + _height(child) for child in folder.children.all()), default=0)
