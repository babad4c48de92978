"""One address of every kind of page, found by following the site's own links."""

from functools import cache

from bs4 import BeautifulSoup

from tests.browser.conftest import FORWARDED

LANGUAGES = ("en", "fr", "es")
# The one of the sample that people sign.
APPEAL = "appeals/a-door-of-ones-own"
# Kinds of pages that are lists, in the order of the menu, and what they list.
KINDS = (
    "home",
    "statements",
    "statements filtered",
    "statement",
    "campaigns",
    "campaign",
    "organisations that signed",
    "form to sign",
    "link sent",
    "people who signed",
    "way to apply",
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


class Links:
    """Reads the links of the site's pages, without a window."""

    def __init__(self, browser, base: str):
        self.base = base
        self.context = browser.new_context(base_url=base, extra_http_headers=FORWARDED)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.context.close()

    def of(self, path: str, selector: str) -> list[str]:
        """Return the links of a page that a selector names, those within the site as paths."""
        soup = BeautifulSoup(self.context.request.get(path).text(), "html.parser")
        return [link["href"].removeprefix(self.base) for link in soup.select(selector)]

    def below(self, path: str) -> str:
        """Return the first page below another that it links."""
        return next(
            href
            for href in self.of(path, "main a")
            if href.startswith(path)
            and href != path
            and "?" not in href
            and "feed" not in href
            and "calendar" not in href
        )


@cache
def notices(browser, base: str) -> dict[str, str]:
    """Return, by language, a page that says that a statement lacks it."""
    with Links(browser, base) as links:
        return {
            href.split("/")[1]: href
            for language in LANGUAGES
            for path in links.of(
                links.of(f"/{language}/", "nav.site-menu a")[0], ".statement-card__title a"
            )
            for href in links.of(path, "header [hreflang]")
            if "/translations/" in href
        }


@cache
def addresses(browser, base: str, language: str) -> dict[str, str]:
    """Return the path of a page of every kind in `language`."""
    with Links(browser, base) as links:
        menu = links.of(f"/{language}/", "nav.site-menu a")
        statements, campaigns, events, directory, bodies, standard = menu[:6]
        filtered = next(href for href in links.of(statements, "main a") if "topic=" in href)
        region = next(href for href in links.of(directory, "main a") if "region=" in href)
        lacking = notices(browser, base)
        return {
            "home": f"/{language}/",
            "statements": statements,
            "statements filtered": filtered if filtered.startswith("/") else statements + filtered,
            "statement": links.below(statements),
            "campaigns": campaigns,
            "campaign": links.below(campaigns),
            "organisations that signed": links.below(campaigns) + "signatories/",
            "form to sign": f"/{language}/{APPEAL}/sign/",
            "link sent": f"/{language}/{APPEAL}/sign/sent/",
            "people who signed": f"/{language}/{APPEAL}/people/",
            "way to apply": f"/{language}/membership/apply/",
            "events": events,
            "event": links.below(events),
            "directory": directory,
            "directory filtered": region if region.startswith("/") else directory + region,
            "organisation": links.below(directory),
            "bodies": bodies,
            "body": links.below(bodies),
            "standard page": standard,
            "search form": f"/{language}/search/",
            "search results": f"/{language}/search/?q=a",
            "nothing found": f"/{language}/search/?q=zzzzxqj",
            # Some language lacks some statement; the notice is in the language that lacks it.
            "not translated": lacking.get(language) or next(iter(lacking.values())),
            "not found": f"/{language}/no-such-page/",
        }
