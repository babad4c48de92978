"""Texts in a form that compares by content, however an editor’s screen rewrites them."""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.fields import StreamField
from wagtail_localize.fields import TranslatableField, get_translatable_fields

from cms.core.comparable import comparable

# An address is not part of what a text says.
_NOT_TEXT = {"slug"}


def stream_data(value) -> list:
    """Return the data of a stream, whether given as its value, as its JSON or as data already."""
    if isinstance(value, str):
        value = json.loads(value or "[]")
    elif hasattr(value, "get_prep_value"):
        value = value.get_prep_value()
    return json.loads(json.dumps(value or [], cls=DjangoJSONEncoder))


def translatable_names(model) -> list[str]:
    """Return the names of the fields of `model` that hold text to be translated."""
    return [
        field.field_name
        for field in get_translatable_fields(model)
        if isinstance(field, TranslatableField) and field.field_name not in _NOT_TEXT
    ]


def text_digest(model, content: dict) -> str:
    """Return a digest of all the text in `content`, the fields of a `model` page by name."""
    texts = {}
    for name in translatable_names(model):
        value = content.get(name)
        is_stream = isinstance(model._meta.get_field(name), StreamField)
        texts[name] = comparable(stream_data(value) if is_stream else str(value or ""))
    data = json.dumps(texts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(data.encode()).hexdigest()


def page_digest(page) -> str:
    """Return a digest of all the text of `page`, a page of its own type."""
    return text_digest(type(page), {n: getattr(page, n) for n in translatable_names(type(page))})
