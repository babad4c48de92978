"""Organisations and bodies: one row each, an entry in every language that has its list."""

from collections.abc import Iterable, Iterator

from cms.core.labels import pick
from cms.directory.models import Body, Organisation
from cms.directory.querysets import LISTED_STATUSES
from home.models import BodyIndexPage, DirectoryPage
from search.projection import PUBLIC, Projection, tidy
from search.registry import Key, Source, register
from search.sources.terms import with_parents

# One that left keeps its page; an applicant is not announced.
SHOWN_STATUSES = (*LISTED_STATUSES, "suspended", "left")


class DirectorySource(Source):
    """Rows that a routed page shows under its own address."""

    list_page = None

    def rows(self):
        """Return the rows that the public site shows."""
        raise NotImplementedError

    def lists(self) -> dict[str, str]:
        """Return the address of the published list of each language."""
        pages = self.list_page.objects.published(few=True).select_related("locale").order_by("-pk")
        return {page.locale.language_code: page.get_url() or "" for page in pages}

    def iter_ids(self) -> Iterator[str]:
        keys = self.rows().order_by("pk").values_list("pk", flat=True)
        yield from (str(pk) for pk in keys.iterator(chunk_size=2000))

    def project(self, object_id: str) -> list[Projection]:
        row = self.rows().filter(pk=object_id).first() if object_id.isdecimal() else None
        if row is None:
            return []
        lists = self.lists()
        return [
            self.project_row(row, language, f"{url}{row.code}/", tuple(lists))
            for language, url in lists.items()
        ]

    def project_row(self, row, language: str, url: str, languages: tuple) -> Projection:
        """Return the projection of one row in one language."""
        raise NotImplementedError

    def visible_keys(self, keys: Iterable[Key], audiences: frozenset[str]) -> set[Key]:
        keys = set(keys)
        if PUBLIC not in audiences or not keys:
            return set()
        ids = {object_id for object_id, _language in keys if object_id.isdecimal()}
        shown = {str(pk) for pk in self.rows().filter(pk__in=ids).values_list("pk", flat=True)}
        published = self.list_page.objects.published(few=True)
        languages = set(published.values_list("locale__language_code", flat=True))
        return {key for key in keys if key[0] in shown and key[1] in languages}


@register
class OrganisationSource(DirectorySource):
    """Members, partners, guests, and those that were."""

    kind = "organisation"
    list_page = DirectoryPage

    def rows(self):
        return (
            Organisation.objects.with_status()
            .filter(status__in=SHOWN_STATUSES)
            .select_related("place__parent")
        )

    def project_row(self, row, language: str, url: str, languages: tuple) -> Projection:
        name = pick(row.names, language) or row.code
        place = pick(row.place.labels, language) if row.place else ""
        description = tidy(pick(row.descriptions, language))
        # How some people know it: in another language, as it was called, by an older country.
        others = dict.fromkeys([*row.all_names, *(row.place.names if row.place else ())])
        return Projection(
            language=language,
            title=f"{name} ({row.acronym})" if row.acronym else name,
            summary=place,
            text=description,
            names="\n".join(other for other in others if other not in (name, place)),
            url=url,
            facets={"kind": [self.kind], "place": with_parents([row.place] if row.place else [])},
            languages=languages,
            extra={"status": row.status},
        )


@register
class BodySource(DirectorySource):
    """The alliance's public bodies."""

    kind = "body"
    list_page = BodyIndexPage

    def rows(self):
        return Body.objects.filter(public=True)

    def project_row(self, row, language: str, url: str, languages: tuple) -> Projection:
        return Projection(
            language=language,
            title=pick(row.labels, language) or row.code,
            text=tidy(pick(row.descriptions, language)),
            url=url,
            facets={"kind": [self.kind], "body": [row.code]},
            languages=languages,
        )
