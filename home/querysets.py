"""Named reads of the public site's pages."""

import datetime

from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import PageManager

from cms.core.querysets import PublicPageQuerySet
from cms.translation.models import PublishedText


def state_of(model) -> dict:
    """Return what annotates pages with the state of their text, a position of the type `model`."""
    versions = model.objects.live().filter(translation_key=OuterRef("translation_key"))
    withdrawn = versions.filter(withdrawn_on__isnull=False).order_by("withdrawn_on")
    successors = (
        model.objects.published()
        .filter(supersedes__translation_key=OuterRef("translation_key"))
        .order_by()
    )
    return {
        "withdrawn_day": Subquery(withdrawn.values("withdrawn_on")[:1]),
        "superseded": Exists(successors),
    }


class StatementQuerySet(PublicPageQuerySet):
    """Statements, newest first, with the state that lists show."""

    def newest_first(self):
        """Return the rows by date, the latest first; ties keep one order for good."""
        return self.order_by("-date", "-pk")

    def versions_of(self, page):
        """Return the languages of the text of `page`, without its body, each with `outdated`:
        whether what it was translated from says something else by now."""
        versions = self.filter(translation_key=page.translation_key, alias_of__isnull=True)
        outdated = PublishedText.objects.outdated().filter(page_id=OuterRef("pk"))
        return (
            versions.select_related("locale", "supersedes")
            .defer("body", "attachments")
            .annotate(outdated=Exists(outdated))
        )

    def withdrawn_since(self, day: datetime.date):
        """Return the texts withdrawn since `day`, each in the first of its languages that says so,
        the latest first."""
        earlier = self.model.objects.live().filter(
            translation_key=OuterRef("translation_key"),
            withdrawn_on__isnull=False,
            pk__lt=OuterRef("pk"),
        )
        rows = self.live().filter(~Exists(earlier), withdrawn_on__gte=day)
        return rows.order_by("-withdrawn_on", "-pk")

    def with_state(self):
        """Return the rows with `withdrawn_day`, the day their text was withdrawn, and `superseded`.

        Both hold for a text in all its languages, whichever of them says so first.
        """
        return self.annotate(**state_of(self.model))

    def cards(self):
        """Return the rows with everything that a card shows."""
        return self.select_related("adopted_by", "locale").with_state()

    def newest_cards(self, number: int):
        """Return the newest `number` rows as cards."""
        return self.cards_of(self.newest_first()[:number])

    def cards_between(self, start: int, stop: int, total: int):
        """Return the rows from `start` to before `stop` as cards, newest first, of the `total`
        that there are: counted from the nearer end."""
        if start <= total - stop:
            return self.cards_of(self.newest_first()[start:stop])
        return self.cards_of(self.newest_first().reverse()[total - stop : total - start])

    def cards_of(self, rows):
        """Return a slice of rows as cards, newest first.

        Which ones they are is asked apart: a database works the state out of every row that it
        passes over, and in an archive those are many.
        """
        return self.model.objects.filter(pk__in=rows.values("pk")).cards().newest_first()

    def akin_to(self, number: int, *, topics=(), places=()) -> list:
        """Return `number` of the rows as cards: first those that share most of these terms, of as
        many the newest; only such as share one."""
        named, shared = Q(pk__in=()), Value(0)
        for relation, terms in ((self.model.topics, topics), (self.model.places, places)):
            owner, term = relation.field.m2m_field_name(), relation.field.m2m_reverse_field_name()
            links = relation.through.objects.filter(**{f"{term}__in": list(terms)}).order_by()
            counted = links.filter(**{owner: OuterRef("pk")}).values(owner).annotate(n=Count("pk"))
            named |= Q(pk__in=links.values(owner))
            shared += Coalesce(Subquery(counted.values("n")), 0)
        rows = self.filter(named).annotate(shared=shared).order_by("-shared", "-date", "-pk")
        chosen = list(rows.values_list("pk", flat=True)[:number])
        cards = {card.pk: card for card in self.model.objects.filter(pk__in=chosen).cards()}
        return [cards[key] for key in chosen if key in cards]

    def signed_by(self, organisation):
        """Return the statements that an organisation signs."""
        return self.filter(signatory_organisations=organisation)

    def matching(self, *, topic="", place="", body="", year=None, kind=""):
        """Return the rows that the chosen filters leave, each given by its code."""
        rows = self
        for name, code in (("topics", topic), ("places", place)):
            if code:
                rows = rows.filter(pk__in=_related(getattr(self.model, name), code))
        if body:
            rows = rows.filter(adopted_by__code=body)
        if year:
            rows = rows.filter(date__year=year)
        if kind:
            rows = rows.filter(kind=kind)
        return rows


def _related(relation, code: str):
    """Return the keys of the pages that name the term of a code, or one below it."""
    owner, term = relation.field.m2m_field_name(), relation.field.m2m_reverse_field_name()
    named = Q(**{f"{term}__code": code}) | Q(**{f"{term}__parent__code": code})
    return relation.through.objects.filter(named).values(owner)


StatementManager = PageManager.from_queryset(StatementQuerySet)


class EventQuerySet(PublicPageQuerySet):
    """Events, split by the moment they end."""

    def coming(self, now: datetime.datetime | None = None):
        """Return those that have not ended, the next one first."""
        return self.filter(ends_at__gte=now or timezone.now()).order_by("starts_at", "pk")

    def past(self, now: datetime.datetime | None = None):
        """Return those that have ended, the latest first."""
        return self.filter(ends_at__lt=now or timezone.now()).order_by("-starts_at", "-pk")

    def cards(self):
        """Return the rows with everything that a card shows."""
        return self.select_related("place", "locale", "image")


EventManager = PageManager.from_queryset(EventQuerySet)
