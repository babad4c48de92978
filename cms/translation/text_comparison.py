"""Texts in a form that compares by content, however an editor’s screen rewrites them."""

import hashlib
import json
import re

from bs4 import BeautifulSoup
from django.core.serializers.json import DjangoJSONEncoder
from wagtail.fields import StreamField
from wagtail_localize.fields import TranslatableField, get_translatable_fields

# An address is not part of what a text says.
_NOT_TEXT = {"slug"}
_SAME_TAGS = {"strong": "b", "em": "i"}
_SPACE = re.compile(r"\s+")


def comparable(value):
    """Return `value` (text, HTML, stream data) without ids, empty parts and habits of HTML."""
    if isinstance(value, dict):
        is_block = "type" in value and "value" in value
        parts = {
            key: comparable(part) for key, part in value.items() if not (is_block and key == "id")
        }
        return {key: part for key, part in parts.items() if part not in (None, "", [], {})}
    if isinstance(value, list | tuple):
        return [comparable(part) for part in value]
    if isinstance(value, str):
        return plain_html(value) if "<" in value else value.strip()
    return value


def plain_html(html: str) -> str:
    """Return `html` with one spelling for what means the same."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(True):
        tag.name = _SAME_TAGS.get(tag.name, tag.name)
        tag.attrs = {k: v for k, v in sorted(tag.attrs.items()) if k != "data-block-key"}
    for tag in soup.find_all(["p", "li"]):
        if not tag.get_text(strip=True) and not tag.find(True):
            tag.decompose()
    text = _SPACE.sub(" ", soup.decode(formatter="minimal"))
    return re.sub(r" ?(</?(?:p|ul|ol|li|br)\b[^>]*>) ?", r"\1", text).strip()


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
