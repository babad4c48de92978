"""Cleans pictures that were stored before they were cleaned on their way in."""

import io
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image

from cms.core.caching import bump_content_version
from cms.core.errors import Refused
from cms.media.models import SiteImage
from cms.media.pictures import originals
from cms.media.pictures.checking import cleaned


@dataclass
class Report:
    """How many pictures were looked at and cleaned, which could not be, how many originals went."""

    seen: int = 0
    cleaned: int = 0
    failed: list[str] = field(default_factory=list)
    forgotten: int = 0


def clean_stored() -> Report:
    """Clean every stored picture that needs it, and forget originals that nobody is to keep.

    Pictures that are clean are left as they are, so that it may be done again at any time.
    """
    report = Report()
    for pk in list(SiteImage.objects.order_by("pk").values_list("pk", flat=True)):
        report.seen += 1
        try:
            report.cleaned += _clean(pk)
        except (Refused, OSError) as error:
            report.failed.append(f"{pk}: {error}")
    report.forgotten = _forget_originals()
    if report.cleaned:
        bump_content_version()
    return report


@transaction.atomic
def _clean(pk: int) -> bool:
    """Put a cleaned file in the place of a picture's file; return whether it needed that."""
    image = SiteImage.objects.select_for_update().filter(pk=pk).first()
    if image is None:
        return False
    with image.open_file() as file:
        original = file.read()
    clean = cleaned(original)
    if clean == original:
        return False
    originals.keep(original, clean)
    storage, before = image.file.storage, image.file.name
    wanted = image.file.field.generate_filename(image, PurePath(before).name)
    name = storage.save(wanted, ContentFile(clean))
    with Image.open(io.BytesIO(clean)) as picture:
        width, height = picture.size
    # Not by `save`: it is the same picture, and signatures under appeals need no copy of it.
    SiteImage.objects.filter(pk=pk).update(
        file=name,
        width=width,
        height=height,
        file_size=len(clean),
        file_hash=originals.digest(clean),
    )
    # Their files go with them: Wagtail sees to it.
    image.renditions.all().delete()
    transaction.on_commit(partial(storage.delete, before))
    return True


def _forget_originals() -> int:
    """Delete originals that belong to no picture, all where none is to be kept; return how many."""
    kept = set()
    if settings.PICTURE_ORIGINALS == originals.KEPT:
        kept = set(SiteImage.objects.values_list("file_hash", flat=True))
    stale = [file_hash for file_hash in originals.kept_hashes() if file_hash not in kept]
    for file_hash in stale:
        originals.forget(file_hash)
    return len(stale)
