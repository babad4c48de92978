"""The short texts of a kit, its alternative texts and its addresses, in the active language."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.core.templatetags.kit import typeset
from cms.core.text import shorten
from cms.sharing.drawing import FORMATS

# What short-message services take.
SHORT = 280
# Tells the campaign's statistics that a signature came by a kit; nothing of the visitor.
SOURCE = "?from=kit"


@dataclass(frozen=True)
class ShareText:
    """A text to copy: what it is for, and the text."""

    label: str
    text: str


@dataclass(frozen=True)
class Card:
    """A card as pages and files show it."""

    code: str
    label: str
    purpose: str
    width: int
    height: int
    url: str
    alt: str


def kit_url(page) -> str:
    """Return the address of the kit's page, in the language of `page`."""
    return _url(page, "sharing:kit")


def zip_url(page) -> str:
    """Return the address of the kit in one file."""
    return _url(page, "sharing:zip")


def card_url(page, code: str, digest: str) -> str:
    """Return the address of a card: another one for another drawing, for those who keep it."""
    return f"{_url(page, 'sharing:card', code)}?v={digest[:12]}"


def _url(page, name: str, *args) -> str:
    with override(page.locale.language_code):
        return reverse(name, args=[page.translation_key, *args])


def alt_text(content: dict) -> str:
    """Return what a card says, for those who do not see it."""
    said = typeset(". ".join(filter(None, (content["kind"], content["title"], content["line"]))))
    return _("Card of %(name)s. %(said)s.") % {"name": content["name"], "said": said}


def share_texts(page, content: dict) -> list[ShareText]:
    """Return the texts to copy, the short one first."""
    url, tags = page.get_full_url() + SOURCE, content["hashtags"]
    return [
        ShareText(_("In short (up to 280 characters)"), _short(content, url, tags)),
        ShareText(_("With its summary"), _long(content, url, tags)),
    ]


def cards(page, kit) -> list[Card]:
    """Return the cards of a kit; its texts are those of the drawing."""
    alt = alt_text(kit.content)
    return [
        Card(
            code,
            str(form.label),
            str(form.purpose),
            form.width,
            form.height,
            card_url(page, code, kit.digest),
            alt,
        )
        for code, form in FORMATS.items()
        if code in kit.files
    ]


def text_file(page, content: dict) -> str:
    """Return all texts of a kit as one file for people."""
    parts = [f"{one.label}\n\n{one.text}" for one in share_texts(page, content)]
    return f"\n\n{'-' * 40}\n\n".join([content["title"], *parts]) + "\n"


def alt_file(kit) -> str:
    """Return the alternative texts of the cards as one file for people."""
    alt = alt_text(kit.content)
    return "\n\n".join(f"{code}.jpg\n{alt}" for code in kit.files) + "\n"


def _short(content: dict, url: str, tags: str) -> str:
    end = f"\n{url}"
    if tags and len(tags) + len(url) < SHORT // 2:
        end = f"\n{tags}{end}"
    lead = f"{content['kind']}\u00a0— "
    room = max(40, SHORT - len(end) - len(lead))
    return lead + shorten(typeset(content["title"]), room) + end


def _long(content: dict, url: str, tags: str) -> str:
    line = f"{content['kind']} · {content['line']}" if content["line"] else content["kind"]
    parts = [content["title"], line, content["summary"], url, tags]
    return "\n\n".join(typeset(part) for part in parts if part)
