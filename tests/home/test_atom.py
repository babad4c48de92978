"""Every feed holds to RFC 4287; who has it already is not sent it again."""

import datetime
import re
import uuid
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.core.management import call_command

from home.models import StatementIndexPage
from tests.campaigns.test_campaign_page import news
from tests.factories.directory import TopicFactory
from tests.factories.pages import make_campaign, make_solidarity, make_statement, section

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def faults(root: ElementTree.Element) -> list[str]:
    """Return what in a feed is against RFC 4287, by the section that says so."""
    found, ids = [], []
    authors = root.findall(f"{ATOM}author")
    if root.tag != f"{ATOM}feed":
        found.append("4.1.1: no feed")
    for part in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            if len(part.findall(f"{ATOM}{name}")) != 1:
                found.append(f"4.1: one {name}")
        ids.append(part.findtext(f"{ATOM}id"))
        if part is not root and not (authors or part.findall(f"{ATOM}author")):
            found.append("4.1.2: an entry without author")
        for moment in (*part.findall(f"{ATOM}updated"), *part.findall(f"{ATOM}published")):
            if not RFC3339.fullmatch(moment.text):
                found.append(f"3.3: {moment.text}")
        links = part.findall(f"{ATOM}link")
        if any(not urlsplit(link.get("href")).scheme for link in links):
            found.append("a link that is not whole")
        rels = [link.get("rel", "alternate") for link in links]
        if rels.count("alternate") != 1:
            found.append("4.1.1, 4.1.2: one alternate link")
        if part is root and "self" not in rels:
            found.append("4.1.1: a feed names its own address")
        for category in part.findall(f"{ATOM}category"):
            scheme = category.get("scheme", "")
            if not (category.get("term") and category.get("label") and urlsplit(scheme).scheme):
                found.append(f"4.2.2: {category.attrib}")
    if any(not one.findtext(f"{ATOM}name") for one in authors) or not authors:
        found.append("3.2.1: the author's name")
    if len(set(ids)) != len(ids):
        found.append("4.2.6: ids twice")
    # A registered scheme or namespace: here always that of RFC 9562.
    found += [f"4.2.6: {one}" for one in ids if uuid.UUID(one).urn != one]
    return found


def test_every_feed_is_one(client, site):
    topic = TopicFactory(code="peace", labels={"en": "Peace", "fr": "Paix"})
    make_statement(title="Ceasefire", kind="resolution", topics=[topic])
    make_statement(title="Vote")
    campaign = make_campaign(updates=[news("2024-05-01", "The march")])
    declaration = make_solidarity(updates=[news("2024-05-02", "She is free")])
    index = section(StatementIndexPage).url
    call_command("search_index", "rebuild", verbosity=0)
    for path, entries in (
        (f"{index}feed/", 3),
        (f"{index}feed/peace/", 1),
        (section(StatementIndexPage, "fr").url + "feed/", 0),
        (f"{campaign.url}feed/", 1),
        (f"{declaration.url}feed/", 1),
        ("/en/search/feed/", 2),
        ("/en/search/feed/?q=ceasefire", 1),
    ):
        answer = client.get(path)
        root = ElementTree.fromstring(answer.content)
        assert len(root.findall(f"{ATOM}entry")) >= min(entries, 1), path
        assert faults(root) == [], path
        for held in (
            {"If-None-Match": answer["ETag"]},
            {"If-Modified-Since": answer["Last-Modified"]},
        ):
            assert client.get(path, headers=held).status_code == 304, (path, held)
        earlier = "Wed, 01 Jan 2003 00:00:00 GMT"
        assert client.get(path, headers={"If-Modified-Since": earlier}).status_code == 200, path


def test_terms_are_the_same_in_every_language(client, site):
    topic = TopicFactory(code="peace", labels={"en": "Peace", "fr": "Paix"})
    seen = {}
    for language in ("en", "fr"):
        make_statement(language, kind="resolution", topics=[topic])
        url = section(StatementIndexPage, language).url
        root = ElementTree.fromstring(client.get(f"{url}feed/").content)
        seen[language] = [one.attrib for one in root.iter(f"{ATOM}category")]
    for english, french in zip(seen["en"], seen["fr"], strict=True):
        assert (english["term"], english["scheme"]) == (french["term"], french["scheme"])
    assert [one["term"] for one in seen["fr"]] == ["resolution", "peace"]
    assert [one["label"] for one in seen["fr"]] == ["résolution", "Paix"]


def test_ids_outlive_a_change_of_host(client, site, settings):
    make_statement()
    url = section(StatementIndexPage).url + "feed/"

    def ids():
        return [
            one.text for one in ElementTree.fromstring(client.get(url).content).iter(f"{ATOM}id")
        ]

    before = ids()
    settings.BASE_URL = "https://elsewhere.example"
    assert ids() == before


def test_a_list_of_a_topic_offers_the_feed_of_the_topic(client, site):
    topic = TopicFactory(code="peace", labels={"en": "Peace"})
    make_statement(topics=[topic], date=datetime.date(2024, 1, 1))
    url = section(StatementIndexPage).url
    text = client.get(f"{url}?topic=peace").content.decode()
    assert f'title="New statements – Peace" href="http://localhost{url}feed/peace/"' in text
    assert f'href="http://localhost{url}feed/peace/"' not in client.get(url).content.decode()
