"""Goes to one page of each kind that a room's pages lead to."""

import re


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
