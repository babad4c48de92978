"""What tests of the pages of ballots share."""

import re

from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.translation import override

LANGUAGES = ("en", "fr", "es")


def url(name: str, *args, language: str = "en") -> str:
    """Return an address of the room."""
    with override(language):
        return reverse(f"extranet:{name}", args=args)


def text_of(answer) -> str:
    """Return what a page says, without its markup."""
    soup = BeautifulSoup(answer.content, "html.parser")
    return re.sub(r"\s+", " ", soup.main.get_text(" "))


def hidden_fields(answer, number: int = 0) -> dict:
    """Return what the hidden fields of a form of a page hold, but for the token."""
    form = BeautifulSoup(answer.content, "html.parser").main.find_all("form")[number]
    return {
        field["name"]: field["value"]
        for field in form.find_all("input", type="hidden")
        if field["name"] != "csrfmiddlewaretoken"
    }
