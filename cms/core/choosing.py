"""Choosers of the admin, each open to those who may know what it lists.

Wagtail asks who opens one for nothing but the right to enter the admin: the names in every register
would be a search away for everybody who writes pages.
"""

from functools import wraps

from django.core.exceptions import PermissionDenied
from wagtail.permissions import page_permission_policy
from wagtail.snippets.views.chooser import SnippetChooserViewSet

KNOWS = ("add", "change", "delete", "view")


def may_choose(user, model) -> bool:
    """Return whether `user` may see the rows of `model` in a chooser.

    Whoever has a right to the model may; where its screens say `writers_choose`, who writes pages
    too.
    """
    viewset = model.snippet_viewset
    if viewset.permission_policy.user_has_any_permission(user, KNOWS):
        return True
    writes = getattr(viewset, "writers_choose", False)
    return writes and page_permission_policy.user_has_permission(user, "add")


class GuardedChooserViewSet(SnippetChooserViewSet):
    """Chooses rows of a model, for those who may know them."""

    def get_urlpatterns(self):
        """Return Wagtail's addresses, each of which asks who comes."""
        patterns = super().get_urlpatterns()
        for pattern in patterns:
            pattern.callback = self._guarded(pattern.callback)
        return patterns

    def _guarded(self, view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not may_choose(request.user, self.model):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded
