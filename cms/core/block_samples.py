"""What editors see of a block before they choose it: what it is for, and how it reads."""

from types import SimpleNamespace

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

DESCRIPTIONS = {
    "heading": _("Parts a long text, so that it can be looked over; the title stands above it."),
    "paragraph": _("Running text: paragraphs, lists within lists, links."),
    "quote": _("Somebody’s own words, with who said them."),
    "image": _("A picture with a caption, whole or cut to a shape around its focal point."),
    "document": _("A file to download, with its type and size."),
    "callout": _("A short passage set apart: a summary, a warning, a way to take part."),
    "table": _("Figures or facts in rows and columns; the first row names the columns."),
    "footnotes": _("Notes at the end, each with the mark that the text refers to."),
    "correction": _("What was put right after publication, and when."),
}


def description(name: str):
    """Return what the block of that name is for, a lazy text; empty for an unknown one."""
    return DESCRIPTIONS.get(name, "")


def sample(name: str):
    """Return a value, as its block takes it, of the block of that name in the active language."""
    return _SAMPLES[name]()


def _paragraph() -> str:
    first = gettext("We ask governments for three things before the summit opens.")
    items = (
        gettext("A ceasefire, now."),
        gettext("Aid for all who need it:"),
        gettext("Talks in which those concerned take part."),
    )
    below = "".join(
        f"<li>{text}</li>" for text in (gettext("food and water,"), gettext("medicine."))
    )
    return (
        f"<p>{first}</p><ul><li>{items[0]}</li><li>{items[1]}<ul>{below}</ul></li>"
        f"<li>{items[2]}</li></ul>"
    )


def _callout() -> dict:
    text = gettext("Care work is work. It is to be paid, protected and shared.")
    return {"title": gettext("In short"), "text": f"<p>{text}</p>"}


def _document() -> dict:
    file = SimpleNamespace(
        title=gettext("The resolution as signed"),
        shown_title=gettext("The resolution as signed"),
        url="#",
        filename="resolution.pdf",
        file_size=214_300,
        language="",
    )
    return {"title": "", "document": file}


def _table() -> dict:
    return {
        "caption": gettext("Members by region"),
        "columns": [
            {"type": "text", "heading": gettext("Region")},
            {"type": "number", "heading": gettext("Members")},
        ],
        "rows": [
            {"values": [gettext("Africa"), "38"]},
            {"values": [gettext("Latin America"), "31"]},
        ],
    }


def _footnotes() -> list[dict]:
    return [
        {"mark": "1", "text": "<p>" + gettext("Resolution 12 of the Congress, 2019.") + "</p>"},
        {"mark": "2", "text": "<p>" + gettext("Figures of the secretariat.") + "</p>"},
    ]


_SAMPLES = {
    "heading": lambda: {"text": gettext("What we ask of governments"), "level": "2"},
    "paragraph": _paragraph,
    "quote": lambda: {
        "text": gettext("Peace is more than the silence of weapons."),
        "source": gettext("From the opening speech"),
        "language": "",
    },
    "image": lambda: {
        "image": None,
        "caption": gettext("Delegates on their way to the hall"),
        "crop": "",
    },
    "document": _document,
    "callout": _callout,
    "table": _table,
    "footnotes": _footnotes,
}
