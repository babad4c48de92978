"""Goes to one page of each kind that a room's pages lead to."""

import re

from tests.browser.accessibility import FOCUSABLE


def kinds_of_pages(page, home: str, *, files: re.Pattern, keys: re.Pattern):
    """Go to one page of each kind below `home`, by the links of those before; yield its path.

    `files` are answers that are no pages; `keys` what tells two pages of one kind apart.
    """
    waiting, known = [home], {home}
    while waiting:
        path = waiting.pop(0)
        answer = page.goto(path)
        assert answer.status == 200, path
        links = page.locator("a[href]").evaluate_all(
            "links => links.map(link => new URL(link.href).pathname)"
        )
        yield path
        for link in links:
            kind = keys.sub("*", link)
            if link.startswith(home) and not files.search(link) and kind not in known:
                known.add(kind)
                waiting.append(link)


def holds_something_new(page, kind: str, walked: dict[str, set[str]]) -> bool:
    """Return whether a page has anything to focus that no page of its kind had so far.

    The same page of somebody else, in another language, needs no walk by the keyboard of its own
    unless it offers more. `walked` keeps by kind what was seen.
    """
    found = set(
        page.locator(FOCUSABLE).evaluate_all(
            "all => all.map(e => [e.tagName, e.className, e.type, e.name].join(' '))"
        )
    )
    new = found - walked.setdefault(kind, set())
    walked[kind] |= found
    return bool(new)
