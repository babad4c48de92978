"""Follows every link that somebody is shown, as a curious reader would."""

from collections import deque
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup

# Following these would end the visit or leave the site's own pages.
LEFT_OUT = ("logout", "/static/", "/media/", "jsi18n", "/sprite")


def body_of(response) -> bytes:
    """Return everything that was answered, headers included."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    return headers.encode() + b"\n" + content


def crawl(client, starts: list[str], limit: int = 300):
    """Yield (address, body) of `starts` and of what they link to, one query string a path.

    Ends after `limit` addresses. Redirects inside the site are followed as links.
    """
    waiting, known, paths = deque(starts), set(starts), {}
    while waiting and limit:
        url = waiting.popleft()
        limit -= 1
        response = client.get(url)
        body = body_of(response)
        yield url, body
        found = [response["Location"]] if response.has_header("Location") else []
        if response.get("Content-Type", "").startswith("text/html"):
            soup = BeautifulSoup(body.partition(b"\n")[2], "html.parser")
            found += [tag["href"] for tag in soup.find_all(href=True)]
            found += [tag["src"] for tag in soup.find_all(src=True)]
        for link in found:
            split = urlsplit(urljoin(f"http://testserver{url}", link))
            address = split.path + (f"?{split.query}" if split.query else "")
            if split.netloc != "testserver" or address in known:
                continue
            if any(part in address for part in LEFT_OUT):
                continue
            # Filters and sortings of a list are countless: a few of each are enough.
            paths[split.path] = paths.get(split.path, 0) + 1
            if paths[split.path] > 6:
                continue
            known.add(address)
            waiting.append(address)
