"""What belongs to the campaigns of the sample, in the languages of their pages."""

import json
import uuid
from pathlib import Path

from campaigns.models import CampaignPage
from home.models import EventPage, StatementPage
from home.sample.tree import translation_key

FILE = Path(__file__).with_name("campaigns.json")


def complete_pages() -> None:
    """Fill the pages in, those that editors have begun to fill in left as they are."""
    for code, data in json.loads(FILE.read_text(encoding="utf-8")).items():
        pages = CampaignPage.objects.filter(translation_key=translation_key("campaigns", code))
        for page in pages.select_related("locale").order_by("pk"):
            texts = data["texts"].get(page.locale.language_code)
            if texts and not page.aim:
                _complete(page, data, texts)
                page.save_revision().publish()


def _complete(page: CampaignPage, data: dict, texts: dict) -> None:
    for name in ("aim", "addressees", "hashtags", "result"):
        setattr(page, name, texts.get(name, ""))
    page.demands = [
        _block(page, "demand", number, {"title": title, "text": _paragraph(text)})
        for number, (title, text) in enumerate(texts["demands"])
    ]
    page.updates = [
        _block(page, "update", number, {"date": day, "title": title, "text": _paragraph(text)})
        for number, (day, (title, text)) in enumerate(
            zip(data["updates"], texts["updates"], strict=True)
        )
    ]
    page.toolkit = [
        _block(page, "text", number, {"title": title, "text": text})
        for number, (title, text) in enumerate(texts["toolkit"])
    ]
    page.related = [
        _block(page, "page", number, pk) for number, pk in enumerate(_pages(data["related"]))
    ]


def _pages(codes: list[str]) -> list[int]:
    """Return the ids of the positions and events of these codes, each in its first language."""
    found = []
    for code in codes:
        named = StatementPage.objects.filter(source_file__startswith=f"statements/{code}.")
        events = EventPage.objects.filter(translation_key=translation_key("events", code))
        for rows in (named, events):
            found += rows.order_by("pk").values_list("pk", flat=True)[:1]
    return found


def _paragraph(text: str) -> str:
    return f"<p>{text}</p>" if text else ""


def _block(page, kind: str, number: int, value) -> dict:
    """Return a block whose id is the same at every run, and in every language."""
    key = uuid.uuid5(page.translation_key, f"{kind}/{number}")
    return {"type": kind, "value": value, "id": str(key)}
