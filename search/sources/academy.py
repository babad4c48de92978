"""Courses for everybody, and what a cohort lets find: what the academy's rooms register."""

from academy.core.models import AcademyPage, CoursePage
from academy.core.search_sources import SOURCES, STAFF, tokens_of
from academy.core.standing import standing_of
from cms.accounts import second_factor
from search import audiences
from search.projection import tidy
from search.registry import register
from search.sources.confidential import Confidential
from search.sources.pages import PageSource
from search.sources.terms import with_parents
from search.sources.texts import body_text


@audiences.provider
def tokens(request) -> frozenset[str]:
    """Return what the reader may find; nothing before a second factor that is owed."""
    if not second_factor.is_confirmed(request):
        return frozenset()
    return tokens_of(standing_of(request.user))


COHORTS = Confidential(SOURCES, standing_of, STAFF)


@register
class CourseSource(PageSource):
    """What the academy teaches."""

    kind = "course"
    model = CoursePage

    def queryset(self):
        return self.model.objects.select_related("locale").prefetch_related("topics__parent")

    def text(self, page) -> str:
        """Return what readers read of it: for whom it is, what for, what one has to bring."""
        parts = (page.audience, body_text(page.aims), page.requirements, body_text(page.body))
        return tidy("\n".join(parts))

    def facets(self, page) -> dict[str, list]:
        return {"kind": [self.kind], "topic": with_parents(page.topics.all())}


@register
class AcademySource(PageSource):
    """The page of the academy itself, once something is written on it."""

    kind = "academy"
    model = AcademyPage

    def published(self, object_id):
        return [page for page in super().published(object_id) if page.body or page.voices]

    def facets(self, page) -> dict[str, list]:
        return {"kind": ["page"]}
