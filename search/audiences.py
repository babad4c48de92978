"""The audience tokens of a reader, which filter every query.

Everybody is `public`. What else somebody is (`member`, `body:7`) say the providers, asked anew on
every request, so that a right ends in the second in which it ends.
"""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.cache import add_never_cache_headers, patch_cache_control

from search.projection import PUBLIC

EVERYBODY = frozenset({PUBLIC})
# The signed-in reader as a token; `of` adds it, no provider gives it.
USER = "user:"

Provider = Callable[..., Iterable[str]]
_providers: list[Provider] = []


def provider(function: Provider) -> Provider:
    """Register a function that takes the request of a signed-in reader and returns the tokens that
    he or she has at this moment, none where the session may not see confidential things."""
    if function not in _providers:
        _providers.append(function)
    return function


def of(request) -> frozenset[str]:
    """Return the tokens of whoever asks; with any beyond `public` also that of the user.

    Without a session nothing of it is touched: what answers stays the same for everybody.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return EVERYBODY
    tokens = {token for one in _providers for token in one(request)} - EVERYBODY
    return EVERYBODY | tokens | {f"{USER}{request.user.pk}"} if tokens else EVERYBODY


def user_of(audiences: Iterable[str]):
    """Return the user among the tokens as the database knows him or her now, or None.

    None too where the account has been closed since.
    """
    keys = [token.removeprefix(USER) for token in audiences if token.startswith(USER)]
    users = get_user_model().objects.filter(is_active=True)
    return users.filter(pk=keys[0]).first() if len(keys) == 1 else None


def keep_private(response, audiences: frozenset[str], max_age: int = 0) -> None:
    """Have results kept by nobody but the browser, to be asked for again after `max_age` seconds:
    elsewhere they could show what has been taken down since.

    Those that may hold confidential things are kept nowhere.
    """
    patch_cache_control(response, private=True, max_age=max_age, must_revalidate=True)
    if not audiences <= EVERYBODY:
        add_never_cache_headers(response)
