from django.http import Http404
from wagtail.models import PageViewRestriction

from cms.core.front_pages import MENU_DEPTH, is_front_page


class TrailMixin:
    """Finds a page by its address with few queries, and remembers the pages on the way."""

    # Foreign keys that the page's own template shows, read together with it.
    shown_with: tuple[str, ...] = ()
    # The pages from home down to the one above, where routing came that way; else None.
    trail: list | None = None

    def route(self, request, path_components):
        """Return the page below `path_components`, or raise Http404."""
        if self.trail is None:
            self.trail = []
        if not path_components:
            return super().route(request, path_components)
        slug, *rest = path_components
        child = self._child_to_route(slug)
        if child is None:
            raise Http404
        child.trail = [*self.trail, self]
        return child.route(request, rest)

    def _child_to_route(self, slug: str):
        """Return the child of that address, read whole in one query, or None."""
        models = self.allowed_subpage_models()
        if len(models) == 1:
            children = models[0].objects.child_of(self).select_related(*models[0].shown_with)
            return children.filter(slug=slug).first()
        names = [model._meta.model_name for model in models]
        shown = [
            f"{name}__{field}"
            for name, model in zip(names, models, strict=True)
            for field in model.shown_with
        ]
        page = self.get_children().select_related(*names, *shown).filter(slug=slug).first()
        whole = (getattr(page, name, None) for name in names)
        # Where another type may stand once more, it is read by itself.
        return next(filter(None, whole), None) or (page and page.specific)

    def get_view_restrictions(self):
        """Return the restrictions that cover this page; those of a public one cost no query.

        An alias is covered by those of its source, and by those of where it stands.
        """
        is_alias = self.alias_of_id or any(page.alias_of_id for page in self.trail or ())
        if not is_alias and self._is_public():
            return PageViewRestriction.objects.none()
        paths = [self.path[: self.steplen * depth] for depth in range(1, self.depth + 1)]
        covering = PageViewRestriction.objects.filter(page__path__in=paths)
        return super().get_view_restrictions() | covering if is_alias else covering

    def _is_public(self) -> bool:
        if self.depth <= MENU_DEPTH:
            return is_front_page(self)
        return any(page.pk == self.pk for page in self.public_versions)
