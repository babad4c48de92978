"""Which index is in use: an alias a language for public texts, one for the others.

What is confidential lies in indices of its own. A public query never touches them, so that not
even the order of its results depends on words that its reader may not see.
"""

import time
import uuid
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils import timezone
from elasticsearch import Elasticsearch, NotFoundError

from search.engines.base import IndexUnavailable
from search.engines.elasticsearch.mapping import body, fingerprint
from search.models import Entry

OPEN, CLOSED = "open", "closed"
PLACES = (OPEN, CLOSED)
Key = tuple[str, str]
# Seconds for which an index once seen in order is believed to be.
_BELIEVED = 60
# What was not yet written to the disk in a crash would have to be built again anyway.
WHILE_BUILDING = {"refresh_interval": "-1", "translog.durability": "async"}
WHILE_USED = {"refresh_interval": "1s", "translog.durability": "request"}
# Indices that a rebuild left when it was killed are dropped after so many seconds.
_ABANDONED = 24 * 3600


class Indices:
    """The indices of one site in a cluster; `prefix` begins all their names."""

    def __init__(self, client: Elasticsearch, prefix: str, using: str):
        self.client = client
        self.prefix = prefix
        self.using = using
        self._seen: dict[str, float] = {}

    def alias(self, language: str, place: str) -> str:
        """Return the name that readers and writers use."""
        name = f"{self.prefix}-{language.lower()}"
        return name if place == OPEN else f"{name}-{place}"

    def aliases(self, languages: Iterable[str]) -> dict[Key, str]:
        """Return the names in use by language and place."""
        return {(one, place): self.alias(one, place) for one in languages for place in PLACES}

    def languages(self) -> list[str]:
        """Return the languages of the site and those that entries are in."""
        rows = Entry.objects.using(self.using).order_by().values_list("language", flat=True)
        return sorted({code for code, _name in settings.LANGUAGES} | set(rows.distinct()))

    # --- In use -----------------------------------------------------------------------

    def is_ready(self, language: str) -> bool:
        """Return whether both indices of the language are there and made as they are now."""
        names = list(self.aliases([language]).values())
        try:
            found = self.client.indices.get_mapping(index=names)
        except NotFoundError:
            return False
        wanted = fingerprint(language)
        meta = [one["mappings"].get("_meta", {}) for one in found.values()]
        return len(meta) == len(names) and all(one.get("fingerprint") == wanted for one in meta)

    def require(self, language: str, client: Elasticsearch | None = None) -> None:
        """Raise IndexUnavailable unless the language's indices are ready, as seen lately."""
        if time.monotonic() - self._seen.get(language, -_BELIEVED) < _BELIEVED:
            return
        asking = Indices(client, self.prefix, self.using) if client else self
        if not asking.is_ready(language):
            raise IndexUnavailable(
                f"The index of “{language}” is missing or made for another version of the site."
            )
        self._seen[language] = time.monotonic()

    def forget(self) -> None:
        """Look anew before the next query."""
        self._seen.clear()

    # --- Building ---------------------------------------------------------------------

    def create(self, languages: Iterable[str]) -> dict[Key, str]:
        """Make new indices and return the names to fill them by; nobody reads them yet."""
        built = {}
        try:
            for key in self.aliases(languages):
                name = f"{self.prefix}-{key[0].lower()}-{key[1]}-{_stamp()}"
                built[key] = f"{name}-building"
                made = body(*key, self.prefix)
                made["settings"]["index"] |= WHILE_BUILDING
                self.client.indices.create(index=name, aliases={built[key]: {}}, **made)
        except Exception:
            self.drop(built)
            raise
        return built

    def swap(self, built: dict[Key, str]) -> list[str]:
        """Put new indices in use, all in one step; return the names of those they replace."""
        names = list(built.values())
        self.client.indices.put_settings(index=names, settings=WHILE_USED)
        self.client.indices.flush(index=names)
        actions, replaced = [], []
        for key, building in built.items():
            alias, new = self.alias(*key), building.removesuffix("-building")
            for name in self.behind(alias):
                actions.append({"remove": {"index": name, "alias": alias}})
                replaced.append(name)
            if self._is_index(alias):
                actions.append({"remove_index": {"index": alias}})
            actions.append({"remove": {"index": new, "alias": building}})
            actions.append({"add": {"index": new, "alias": alias}})
        self.client.indices.update_aliases(actions=actions)
        self.forget()
        return replaced

    def behind(self, alias: str) -> list[str]:
        """Return the indices that an alias names."""
        try:
            return list(self.client.indices.get_alias(name=alias))
        except NotFoundError:
            return []

    def _is_index(self, alias: str) -> bool:
        """Return whether an index has taken the alias's name: a deletion by it may make one."""
        return alias in self.client.indices.get(index=alias, ignore_unavailable=True)

    def drop(self, built: dict[Key, str]) -> None:
        """Delete indices that were not put in use.

        Those that were, though the answer to it got lost, have lost the name they were filled by.
        """
        names = [index for name in built.values() for index in self.behind(name)]
        if names:
            self.client.indices.delete(index=names, ignore_unavailable=True)

    def drop_abandoned(self) -> None:
        """Delete what a rebuild that was killed left behind a day ago."""
        found = self.client.indices.get(index=f"{self.prefix}-*", expand_wildcards="open")
        for name, index in found.items():
            meta = index["mappings"].get("_meta", {})
            age = time.time() - int(index["settings"]["index"]["creation_date"]) / 1000
            left = set(index["aliases"]) <= {f"{name}-building"}
            if meta.get("prefix") == self.prefix and left and age > _ABANDONED:
                self.client.indices.delete(index=name, ignore_unavailable=True)

    def refresh(self, names: Iterable[str]) -> None:
        """Make what was written findable now."""
        self.client.indices.refresh(index=list(names), ignore_unavailable=True)


class Aliases(dict):
    """The names in use, by language and place, of any language whose indices are ready."""

    def __init__(self, indices: Indices, client: Elasticsearch):
        super().__init__()
        self.indices = indices
        self.client = client
        # Why a language has none.
        self.absent: dict[str, str] = {}

    def __missing__(self, key: Key) -> str:
        self.indices.require(key[0], self.client)
        self[key] = self.indices.alias(*key)
        return self[key]

    def usable(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Yield the entries of languages whose indices are ready."""
        for entry in entries:
            if entry.language in self.absent:
                continue
            try:
                self[entry.language, OPEN]
            except IndexUnavailable as error:
                self.absent[entry.language] = str(error)
            else:
                yield entry


def _stamp() -> str:
    return f"{timezone.now():%Y%m%d%H%M%S}-{uuid.uuid4().hex[:6]}"
