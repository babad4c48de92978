"""One address of every kind of page, found by following the site's own links."""

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup

from tests.browser import conftest
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
    "share kit",
    "share kits by mail",
    "solidarity",
    "declaration of solidarity",
    "cases of solidarity",
    "case of solidarity",
    "anniversaries of solidarity",
    "events",
    "event",
    "directory",
    "directory filtered",
    "organisation",
    "bodies",
    "body",
    "academy",
    "course",
    "form to apply to a course",
    "form to verify a certificate",
    "certificate verified",
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

    def one_of(self, path: str, selector: str) -> str | None:
        """Return the first link of a page that a selector names; None while there is none."""
        return next(iter(self.of(path, selector)), None)


def a_code() -> str:
    """Return the code of a valid certificate of the sample, which no public page shows."""
    path = Path(conftest.site_environment["DATA_DIR"]) / "db.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        (code,) = database.execute(
            "SELECT code FROM academy_certificates_certificate"
            " WHERE state = 'issued' AND code != '' ORDER BY id"
        ).fetchone()
    return code


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
        statements, campaigns, solidarity, events, directory, bodies, academy, standard = menu[:8]
        filtered = next(href for href in links.of(statements, "main a") if "topic=" in href)
        region = next(href for href in links.of(directory, "main a") if "region=" in href)
        lacking = notices(browser, base)
        statement = links.below(statements)
        share_kit = next(href for href in links.of(statement, "aside a") if "/share/" in href)
        return {
            "home": f"/{language}/",
            "statements": statements,
            "statements filtered": filtered if filtered.startswith("/") else statements + filtered,
            "statement": statement,
            "campaigns": campaigns,
            "campaign": links.below(campaigns),
            "organisations that signed": links.below(campaigns) + "signatories/",
            "form to sign": f"/{language}/{APPEAL}/sign/",
            "link sent": f"/{language}/{APPEAL}/sign/sent/",
            "people who signed": f"/{language}/{APPEAL}/people/",
            "share kit": share_kit,
            "share kits by mail": f"/{language}/share/mails/",
            "way to apply": f"/{language}/membership/apply/",
            "solidarity": solidarity,
            "declaration of solidarity": links.one_of(
                solidarity, f"main article a[href*='{solidarity}']:not([href*='/cases/'])"
            ),
            "cases of solidarity": solidarity + "cases/",
            "case of solidarity": links.one_of(
                solidarity + "cases/", f"main a[href^='{solidarity}cases/']:not([href*='?'])"
            ),
            "anniversaries of solidarity": solidarity + "anniversaries/",
            "events": events,
            "event": links.below(events),
            "directory": directory,
            "directory filtered": region if region.startswith("/") else directory + region,
            "organisation": links.below(directory),
            "bodies": bodies,
            "body": links.below(bodies),
            "academy": academy,
            "course": links.below(academy),
            "form to apply to a course": f"/{language}/courses/apply/organising-next/",
            "form to verify a certificate": f"/{language}/courses/certificates/",
            "certificate verified": f"/{language}/courses/certificates/{a_code()}/",
            "standard page": standard,
            "search form": f"/{language}/search/",
            "search results": f"/{language}/search/?q=a",
            "nothing found": f"/{language}/search/?q=zzzzxqj",
            # Some language lacks some statement; the notice is in the language that lacks it.
            "not translated": lacking.get(language) or next(iter(lacking.values())),
            "not found": f"/{language}/no-such-page/",
        }
