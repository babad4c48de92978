"""One name, and what stands in its place in each language, applied to whatever holds texts."""

import json
import re
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext, override

from cms.core.labels import site_languages
from cms.core.names import Names

# What holds an address: no blanks there.
_ADDRESSES = frozenset({"slug", "url_path", "old_path"})
_MEDIA_KEYS = {"image": "images", "document": "documents"}


def neutral_wordings(own: dict[str, str]) -> dict[str, str]:
    """Return by language what stands in place of a name: `own` words, else the house's."""
    words = {}
    for language in site_languages():
        with override(language):
            words[language] = own.get(language) or gettext("a person whose name is protected")
    return words


@dataclass
class Scrubber:
    """Takes `names` out of texts and data, and with them the pictures and files taken down."""

    names: Names
    wordings: dict[str, str]
    images: set[int] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)

    def text(self, text: str, language: str = "", limit: int | None = None) -> str:
        """Return a text, plain or HTML, without the name."""
        wording = self.wordings.get(language) or self.wordings[settings.LANGUAGE_CODE]
        done = self.names.replaced(text, wording, limit)
        for key in self.documents:
            done = _unlinked(done, key)
        return done

    def address(self, path: str, language: str = "") -> str:
        """Return a slug or a path without the name."""
        wording = self.wordings.get(language) or self.wordings[settings.LANGUAGE_CODE]
        return self.names.replaced(path, "\0", None).replace("\0", slugify(wording))

    def data(self, value, language: str = ""):
        """Return data as JSON knows it without the name; JSON within its texts is read, too."""
        if isinstance(value, dict):
            return {key: self._member(key, one, language) for key, one in value.items()}
        if isinstance(value, list):
            return [self.data(one, language) for one in value if not self._shows_taken(one)]
        if isinstance(value, str):
            return self._string(value, language)
        return value

    def _member(self, key: str, value, language: str):
        if key in _ADDRESSES and isinstance(value, str):
            return self.address(value, language)
        if key in _MEDIA_KEYS and value in getattr(self, _MEDIA_KEYS[key]):
            return None
        # Labels: the key is the language.
        return self.data(value, key if key in self.wordings else language)

    def _string(self, text: str, language: str) -> str:
        if text[:1] in ("{", "["):
            try:
                inner = json.loads(text)
            except ValueError:
                return self.text(text, language)
            done = self.data(inner, language)
            return text if done == inner else json.dumps(done)
        return self.text(text, language)

    def _shows_taken(self, block) -> bool:
        """Return whether an item of a stream is a picture or a file that was taken down."""
        if not isinstance(block, dict) or "type" not in block:
            return False
        value = block.get("value")
        inner = value if isinstance(value, dict) else {block["type"]: value}
        return any(
            isinstance(inner.get(key), int) and inner[key] in getattr(self, ids)
            for key, ids in _MEDIA_KEYS.items()
        )


def _unlinked(html: str, document: int) -> str:
    """Return HTML in which links to a document are the words alone."""
    if 'linktype="document"' not in html:
        return html
    link = rf'<a(?=[^>]*linktype="document")(?=[^>]*\bid="{document}")[^>]*>(.*?)</a>'
    return re.sub(link, r"\1", html, flags=re.DOTALL)
