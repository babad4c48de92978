"""How often somebody may do something: counted in Django's cache, by network or by what it aims at.

The counters lie where the pages lie: with Redis all processes share them, without it each process
counts for itself and forgets sooner. A limit slows abuse down; what must never happen twice is the
affair of a constraint.
"""

import ipaddress
import time
from dataclasses import dataclass
from math import ceil

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.utils.crypto import salted_hmac


@dataclass(frozen=True)
class Limit:
    """At most `amount` times in a period of `seconds`, for each key; `name` tells limits apart.

    Periods follow one another by the clock: where two meet, twice as many may come in a row.
    """

    name: str
    amount: int
    seconds: int

    def consume(self, key: str) -> int:
        """Count one time for `key`; return 0, or the seconds to wait where it was one too many.

        Any number may come at once: not more than `amount` get 0 in one period.
        """
        period, elapsed = divmod(time.time(), self.seconds)
        counter = self._counter(key, period)
        # Kept for longer than it is counted, so that it cannot run out between the two.
        cache.add(counter, 0, 2 * self.seconds)
        try:
            count = cache.incr(counter)
        except ValueError:
            # The cache has just thrown it out for want of room.
            return 0
        return 0 if count <= self.amount else ceil(self.seconds - elapsed)

    def _counter(self, key: str, period: float) -> str:
        # An e-mail address is nothing to be read in a cache.
        digest = salted_hmac("cms.core.public_forms.limits", key, algorithm="sha256").hexdigest()
        return f"limit:{self.name}:{period:.0f}:{digest[:32]}"


def network_of(request) -> str:
    """Return the network that `request` comes from, as one counts: an IPv4 address, an IPv6 /64.

    The address is read as for signing in, so TRUSTED_PROXY_COUNT holds here too. Raise
    PermissionDenied where there is none.
    """
    address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    if address.version == 6 and address.ipv4_mapped:
        address = address.ipv4_mapped
    prefix = 32 if address.version == 4 else 64
    return str(ipaddress.ip_network((address, prefix), strict=False))
