"""Addresses that lead to the site from elsewhere: mails, papers, codes."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override


def full_address(name: str, language: str, *args) -> str:
    """Return the address of a named page with its host, in `language`."""
    with override(language):
        return settings.BASE_URL + reverse(name, args=args)
