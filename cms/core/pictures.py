"""The pictures of a page in their sizes, read together."""

from django.db.models import prefetch_related_objects
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage


def read_sizes(page) -> None:
    """Read the sizes of all the pictures that `page` shows, its own and its texts', in one query.

    Whoever shows one of them, a card for those who share the page or the text, finds it read.
    """
    pictures = [picture for picture in _pictures(page) if isinstance(picture, AbstractImage)]
    if pictures:
        prefetch_related_objects(pictures, "renditions")


def _pictures(page):
    yield getattr(page, "image", None)
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            for block in getattr(page, field.name):
                if block.block_type == "image":
                    yield block.value["image"]
