"""What floors above `home` show on its pages: they register, `home` never imports them."""

from collections.abc import Callable

_providers: dict[str, Callable] = {}
_directory_links: list[Callable] = []


def register_section(name: str) -> Callable:
    """Return a decorator: `provider(home_page)` then fills `name` in the front page's template."""

    def decorate(provider: Callable) -> Callable:
        _providers[name] = provider
        return provider

    return decorate


def sections_for(home_page) -> dict:
    """Return what every registered provider shows on `home_page`, by name."""
    return {name: provider(home_page) for name, provider in _providers.items()}


def register_directory_link(provider: Callable) -> Callable:
    """Show a link below the list of members; `provider()` returns its text and address."""
    _directory_links.append(provider)
    return provider


def directory_links() -> list[tuple[str, str]]:
    """Return the texts and addresses of the links below the list of members."""
    return [provider() for provider in _directory_links]
