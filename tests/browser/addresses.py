"""One address of every kind of page, found by following the site's own links."""

from functools import cache

LANGUAGES = ("en", "fr", "es")
# Kinds of pages that are lists, in the order of the menu, and what they list.
KINDS = (
    "home",
    "statements",
    "statements filtered",
    "statement",
    "campaigns",
    "campaign",
    "events",
    "event",
    "directory",
    "directory filtered",
    "organisation",
    "bodies",
    "body",
    "standard page",
    "search form",
    "search results",
    "nothing found",
    "not translated",
    "not found",
)


@cache
def addresses(browser, base: str, language: str) -> dict[str, str]:
    """Return the path of a page of every kind in `language`."""
    context = browser.new_context(base_url=base, extra_http_headers={"X-Forwarded-Proto": "https"})
    page = context.new_page()

    def links(path: str, selector: str) -> list[str]:
        page.goto(path)
        found = page.locator(selector).evaluate_all(
            "links => links.map(link => link.getAttribute('href'))"
        )
        return [href.removeprefix(base) for href in found]

    def below(path: str) -> str:
        return next(
            href
            for href in links(path, "main a")
            if href.startswith(path)
            and href != path
            and "?" not in href
            and "feed" not in href
            and "calendar" not in href
        )

    menu = links(f"/{language}/", "nav.site-menu a")
    statements, campaigns, events, directory, bodies, standard = menu[:6]
    filtered = next(href for href in links(statements, "main a") if "topic=" in href)
    region = next(href for href in links(directory, "main a") if "region=" in href)
    # Some language lacks some statement; the notice is in the language that lacks it.
    notices = {
        href.split("/")[1]: href
        for other in LANGUAGES
        for path in links(links(f"/{other}/", "nav.site-menu a")[0], ".statement-card__title a")
        for href in links(path, "header [hreflang]")
        if "/translations/" in href
    }
    untranslated = notices.get(language) or next(iter(notices.values()))
    found = {
        "home": f"/{language}/",
        "statements": statements,
        "statements filtered": filtered if filtered.startswith("/") else statements + filtered,
        "statement": below(statements),
        "campaigns": campaigns,
        "campaign": below(campaigns),
        "events": events,
        "event": below(events),
        "directory": directory,
        "directory filtered": region if region.startswith("/") else directory + region,
        "organisation": below(directory),
        "bodies": bodies,
        "body": below(bodies),
        "standard page": standard,
        "search form": f"/{language}/search/",
        "search results": f"/{language}/search/?q=a",
        "nothing found": f"/{language}/search/?q=zzzzxqj",
        "not translated": untranslated,
        "not found": f"/{language}/no-such-page/",
    }
    context.close()
    return found
