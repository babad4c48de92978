"""Follows every link that somebody is shown, as a curious reader would."""

import re
from collections import deque
from html import unescape
from urllib.parse import urljoin, urlsplit

# Our own pages quote every attribute; parsing them whole would take longer than making them.
LINK = re.compile(r"""\s(?:href|src)=["']([^"']+)["']""")
# Following these would end the visit or leave the site's own pages.
LEFT_OUT = ("logout", "/static/", "/media/", "jsi18n", "/sprite")


def body_of(response) -> bytes:
    """Return everything that was answered, headers included."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    return headers.encode() + b"\n" + content


def links_of(url: str, response) -> list[str]:
    """Return the addresses of the site that an answer to `url` leads to; a redirect is one."""
    found = [response["Location"]] if response.has_header("Location") else []
    if response.get("Content-Type", "").startswith("text/html"):
        found += [unescape(link) for link in LINK.findall(response.content.decode())]
    splits = [urlsplit(urljoin(f"http://testserver{url}", link)) for link in found]
    addresses = [
        split.path + (f"?{split.query}" if split.query else "")
        for split in splits
        if split.netloc == "testserver"
    ]
    return [one for one in addresses if not any(part in one for part in LEFT_OUT)]


def crawl(client, starts: list[str], limit: int = 300):
    """Yield (address, body) of `starts` and of what they link to, one query string a path.

    Ends after `limit` addresses. Redirects inside the site are followed as links.
    """
    waiting, known, paths = deque(starts), set(starts), {}
    while waiting and limit:
        url = waiting.popleft()
        limit -= 1
        response = client.get(url)
        yield url, body_of(response)
        for address in links_of(url, response):
            if address in known:
                continue
            # Filters and sortings of a list are countless: a few of each are enough.
            path = urlsplit(address).path
            paths[path] = paths.get(path, 0) + 1
            if paths[path] > 6:
                continue
            known.add(address)
            waiting.append(address)
