"""What floors above `home` show on its front page: they register, `home` never imports them."""

from collections.abc import Callable

_providers: dict[str, Callable] = {}


def register_section(name: str) -> Callable:
    """Return a decorator: `provider(home_page)` then fills `name` in the front page's template."""

    def decorate(provider: Callable) -> Callable:
        _providers[name] = provider
        return provider

    return decorate


def sections_for(home_page) -> dict:
    """Return what every registered provider shows on `home_page`, by name."""
    return {name: provider(home_page) for name, provider in _providers.items()}
