"""What the categories of a post mean: its kind and its topics."""

from collections import Counter
from collections.abc import Iterable
from html import unescape

from django.utils.translation import gettext as _

from cms.core.text import fold
from cms.taxonomy.models import Topic
from home.importing.statement_kinds import kind_of
from home.models import StatementPage
from home.services.import_rows import RowError, Terms
from home.services.wordpress.options import Options, WordPressRefused

_DOMAINS = ("category", "post_tag")
# What WordPress files a post under that nobody has filed.
_NOTHING = ("uncategorized", "uncategorised", "non classe", "sin categoria")


class Facts:
    """Looks categories and tags up; what is no topic is counted in `unknown`."""

    def __init__(self, options: Options):
        self.options = options
        self.topics = Terms(Topic.objects.all())
        self.unknown: Counter[str] = Counter()
        missing = {code for code in options.topics.values() if code} - {
            topic.code for topic in self.topics.codes.values()
        }
        if missing:
            raise WordPressRefused(
                _("There is no topic with this code: %(codes)s.")
                % {"codes": ", ".join(sorted(missing))}
            )

    def kind(self, items: Iterable[dict]) -> str:
        """Return the kind of a text, from its categories in the first language that tells."""
        for item in items:
            for spellings in _terms(item, ("category",)):
                if found := self._kind(spellings):
                    return found
        return self.options.default_kind

    def _kind(self, spellings: list[str]) -> str:
        known = set(StatementPage.Kind.values)
        for word in spellings:
            bare = word.removesuffix("s")
            found = self.options.kinds.get(word) or kind_of(word, known) or kind_of(bare, known)
            if found:
                return found
        return ""

    def topics_of(self, items: Iterable[dict]) -> list[Topic]:
        """Return the topics of a text: those of all its languages."""
        found: dict[int, Topic] = {}
        for item in items:
            for spellings in _terms(item, _DOMAINS):
                topic = self._topic(spellings)
                if topic is not None:
                    found[topic.pk] = topic
        return list(found.values())

    def _topic(self, spellings: list[str]) -> Topic | None:
        for word in spellings:
            if word in self.options.topics:
                code = self.options.topics[word]
                return self.topics.get(code, "topics") if code else None
        for word in spellings:
            try:
                return self.topics.get(word, "topics")
            except RowError:
                continue
        if not self._kind(spellings):
            self.unknown[spellings[0]] += 1
        return None


def _terms(item: dict, domains: tuple[str, ...]) -> list[list[str]]:
    """Return the spellings of every category: its name, and its name in addresses."""
    found = []
    for domain, nicename, name in item["terms"]:
        words = [fold(unescape(name)), fold(nicename), fold(nicename.replace("-", " "))]
        spellings = list(dict.fromkeys(word for word in words if word))
        filed = not any(word.startswith(_NOTHING) for word in spellings)
        if domain in domains and spellings and filed:
            found.append(spellings)
    return found
