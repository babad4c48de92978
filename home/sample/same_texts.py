"""Names and words of the sample that are the same in two languages, as its writers say."""

import json
from functools import cache

from cms.translation.marks import mark_same_in_page
from cms.translation.page_texts import texts_of
from home.sample import FOLDER


@cache
def _same_texts() -> dict[str, list[str]]:
    return json.loads((FOLDER / "same_texts.json").read_text(encoding="utf-8"))


def mark_same_texts(page) -> None:
    """Mark those texts of `page` that its language shares with the one it was translated from."""
    shared = _same_texts().get(page.locale.language_code, ())
    for text in texts_of(page):
        if text.words in shared:
            mark_same_in_page(page=page, text=text.words)
