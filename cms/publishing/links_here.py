"""Which pages link to something, before it goes."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Page, ReferenceIndex


def pages_linking_to(thing: models.Model) -> models.QuerySet:
    """Return the pages whose text, files or pictures refer to `thing`, the published ones first.

    With a page count those below it, which go with it; their links among each other do not.
    """
    going = [thing.pk]
    if isinstance(thing, Page):
        going = list(thing.get_descendants(inclusive=True).values_list("pk", flat=True))
    sources = [int(key) for key in _sources(type(thing), going)]
    pages = Page.objects.filter(pk__in=sources).select_related("locale")
    if isinstance(thing, Page):
        pages = pages.exclude(pk__in=going)
    return pages.order_by("-live", "title", "pk")


def _sources(model: type[models.Model], keys: Iterable) -> models.QuerySet:
    types = ContentType.objects.get_for_models(Page, _base(model))
    return (
        ReferenceIndex.objects.filter(
            base_content_type=types[Page],
            to_content_type=types[_base(model)],
            to_object_id__in=[str(key) for key in keys],
        )
        .values_list("object_id", flat=True)
        .distinct()
    )


def _base(model: type[models.Model]) -> type[models.Model]:
    """Return the model by which references to a `model` are kept: that of its first table."""
    parents = model._meta.get_parent_list()
    return list(parents)[-1] if parents else model
