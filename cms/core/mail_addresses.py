"""Which e-mail addresses are one mailbox, and which are made to be thrown away."""

import json
import unicodedata
from functools import cache
from pathlib import Path

import idna

# Providers by their main domain: other domains of the same mailboxes, signs of the local part that
# they ignore or take for one another, and the sign after which anything may stand.
_PROVIDERS = Path(__file__).resolve().parent / "data" / "mail_providers.json"


@cache
def _providers() -> dict[str, dict]:
    providers = json.loads(_PROVIDERS.read_text(encoding="utf-8"))
    return {
        domain: provider
        for provider in providers
        for domain in (provider["domain"], *provider.get("aliases", ()))
    }


def canonical(email: str) -> str:
    """Return the one spelling of all addresses that lead to the same mailbox as `email`.

    Never written to: only compared, as a keyed digest. Case makes no difference with any provider
    that people use (RFC 5321 would allow it); dots and tags do with those that are not listed.
    """
    local, _at, domain = unicodedata.normalize("NFKC", email.strip()).rpartition("@")
    domain, local = _ascii(domain), local.casefold()
    provider = _providers().get(domain)
    if provider is None:
        return f"{local}@{domain}"
    local = local.partition(provider["tag"])[0] or local
    for sign in provider.get("ignored", ""):
        local = local.replace(sign, "")
    for sign, other in provider.get("same", {}).items():
        local = local.replace(sign, other)
    return f"{local}@{provider['domain']}"


def is_disposable(email: str) -> bool:
    """Return whether `email` is of a domain that gives addresses to throw away, or of one below."""
    # A list of some thousand names, read by whoever takes a signature and nobody else.
    from disposable_email_domains import blocklist

    labels = _ascii(email.rpartition("@")[2]).split(".")
    return any(".".join(labels[at:]) in blocklist for at in range(len(labels) - 1))


def domain_of(email: str) -> str:
    """Return the domain of `email`, as the mail is sent to it."""
    return _ascii(email.rpartition("@")[2])


def _ascii(domain: str) -> str:
    """Return `domain` as the name service knows it, or as typed where it can have no such name."""
    domain = domain.strip().rstrip(".").lower()
    try:
        return idna.encode(domain, uts46=True).decode()
    except idna.IDNAError:
        return domain
