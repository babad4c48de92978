"""What a browser outside does with the forms of applicants, for tests."""

import html
import re
import time
from urllib.parse import urlsplit

from django.core import mail
from django.urls import reverse
from django.utils.translation import override

from cms.core.public_forms import guard

LANGUAGES = ("en", "fr", "es")
HERE = {"Sec-Fetch-Site": "same-origin"}


def url(name, *args, language="en") -> str:
    with override(language):
        return reverse(f"membership:{name}", args=args)


def text_of(response) -> str:
    return html.unescape(response.content.decode())


def send(client, address, **typed):
    """Return the answer to a form that is filled in at an address, a while after it was opened."""
    page = client.get(address)
    opened = re.search(r'name="opened" value="([^"]+)"', page.content.decode())[1]
    now = time.time
    time.time = lambda: now() + guard.MIN_SECONDS + 1
    try:
        data = {"opened": opened, guard.TRAP: ""} | typed
        return client.post(address, data, headers=HERE)
    finally:
        time.time = now


def begin(client, email="ana@example.org", language="en"):
    """Ask for a link; return the answer."""
    address = url("begin", language=language)
    ticked = re.search(r'name="consent"[^>]*value="(\d+)"', client.get(address).content.decode())
    ticked = ticked or re.search(
        r'value="(\d+)"[^>]*name="consent"', client.get(address).content.decode()
    )
    return send(client, address, email=email, consent=ticked[1])


def link() -> str:
    """Return the path of the link in the last mail."""
    return urlsplit(re.search(r"https?://\S+/membership/\S+", mail.outbox[-1].body)[0]).path
