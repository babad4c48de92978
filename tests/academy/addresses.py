"""Every address of the academy's rooms, read from the URL patterns."""

from django.urls import reverse

from academy.urls import urlpatterns


def names() -> dict[str, frozenset[str]]:
    """Return the names of all addresses, each with the names of what it holds."""
    return {one.name: frozenset(one.pattern.converters) for one in urlpatterns}


def address(name: str, values: dict) -> str:
    """Return the address of a name; `values` may hold more than it needs."""
    wanted = names()[name]
    return reverse(f"academy:{name}", kwargs={key: values[key] for key in wanted})


def all_addresses(values: dict, **special: dict) -> dict[str, str]:
    """Return every address by its name, made of `values`; `special` are those of single names,
    their dashes written as underscores."""
    return {
        name: address(name, values | special.get(name.replace("-", "_"), {})) for name in names()
    }
