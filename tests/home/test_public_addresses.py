"""What an anonymous reader can reach: no link leads nowhere, and the sitemap says what there is.

The sample is crawled once; all is read off what was found.
"""

import re
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.sample import sample_world

HOSTS = {"", "testserver", "localhost"}
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
# Many of one making, and slow: of each kind some are followed and the rest believed.
ALIKE = re.compile(r"/(pdf|calendar|feed|share|search|translations)/")
FEW = 6


@dataclass
class Answer:
    """What was found at an address."""

    status: int
    source: str
    location: str = ""
    canonical: str = ""
    indexed: bool = False
    alternates: dict[str, str] = field(default_factory=dict)


def path_of(url: str, base: str = "/") -> str:
    """Return path and query of an address of this site, empty for one elsewhere."""
    parts = urlsplit(urljoin(f"http://testserver{base}", url))
    if parts.scheme not in ("http", "https") or parts.hostname not in HOSTS:
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def read(client: Client, path: str, source: str) -> tuple[Answer, list[str]]:
    """Return what an address answers, and the links of its page."""
    sent = client.get(path)
    answer = Answer(sent.status_code, source, sent.get("Location", ""))
    if answer.location:
        return answer, [answer.location]
    if sent.status_code != 200 or not sent["Content-Type"].startswith("text/html"):
        sent.close()
        return answer, []
    html = BeautifulSoup(sent.content, "html.parser")
    canonical = html.find("link", rel="canonical")
    answer.canonical = path_of(canonical["href"]) if canonical else ""
    robots = html.find("meta", attrs={"name": "robots"})
    refused = f"{robots['content'] if robots else ''} {sent.get('X-Robots-Tag', '')}"
    answer.indexed = "noindex" not in refused
    answer.alternates = {
        link["hreflang"]: path_of(link["href"])
        for link in html.find_all("link", rel="alternate", hreflang=True)
    }
    return answer, [link["href"] for link in html.find_all("a", href=True)]


def crawl(client: Client) -> dict[str, Answer]:
    """Return all that can be reached from the bare address, by path."""
    todo, known, found, alike = deque([("/", "")]), {"/"}, {}, {}
    while todo:
        path, source = todo.popleft()
        found[path], links = read(client, path, source)
        for link in links:
            target = path_of(link, path)
            # Filters multiply: each set of names is tried once on each page, pages of lists all.
            names = sorted(name for name, _value in parse_qsl(urlsplit(target).query))
            kind = target if names in ([], ["page"]) else f"{target.partition('?')[0]}?{names}"
            if not target or kind in known:
                continue
            known.add(kind)
            if one := ALIKE.search(target):
                alike[one[0]] = alike.get(one[0], 0) + 1
                if alike[one[0]] > FEW:
                    continue
            todo.append((target, path))
    return found


@pytest.fixture(scope="module")
def found(django_db_setup, django_db_blocker):
    with sample_world(django_db_blocker):
        with django_db_blocker.unblock():
            client = Client()
            answers = crawl(client)
            sitemap = ElementTree.fromstring(client.get("/sitemap.xml").content)
        yield answers, sitemap


def test_what_a_crawl_finds_is_what_there_is(found):
    answers, sitemap = found
    dead = {path: one.source for path, one in answers.items() if one.status not in (200, 301, 302)}
    assert not dead, f"links that lead nowhere, and where they stand: {dead}"

    listed = {}
    for url in sitemap.iter(f"{SITEMAP}url"):
        listed[path_of(url.findtext(f"{SITEMAP}loc"))] = {
            link.get("hreflang"): path_of(link.get("href")) for link in url.iter(f"{XHTML}link")
        }
    own = {path: one for path, one in answers.items() if one.indexed and one.canonical == path}
    assert sorted(set(own) - set(listed)) == [], "reached, and not in the sitemap"
    assert sorted(set(listed) - set(own)) == [], "in the sitemap, and not reached"

    for path, one in own.items():
        among = one.alternates if len(one.alternates) > 1 else {}
        assert among == listed[path], f"the languages of {path}"
        for code, other in one.alternates.items():
            if code == "x-default":
                assert other == "/"
            else:
                assert own[other].alternates == one.alternates, f"{path} and {other}"
    homes = [path for path, one in own.items() if "x-default" in one.alternates]
    assert sorted(homes) == ["/en/", "/es/", "/fr/"]

    pages = [path for path in own if "?page=" in path]
    assert pages, "no list of the sample has a second page"
    astray = {
        path: one.canonical
        for path, one in answers.items()
        if one.indexed and one.canonical not in own
    }
    assert not astray, f"canonical addresses that are not in the sitemap: {astray}"
