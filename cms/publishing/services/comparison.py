"""What a draft would change for readers, field by field."""

from wagtail.models import Page, Revision


def changes_of(page: Page, revision: Revision, request) -> list:
    """Return Wagtail's comparisons of the fields in which `revision` differs from what is live.

    An empty list where `page`, of its own type, is not published or where nothing differs.
    """
    if not page.live:
        return []
    comparisons = (
        page.get_edit_handler()
        .get_bound_panel(instance=page, request=request, form=None)
        .get_comparison()
    )
    draft = revision.as_object()
    found = [compare(page, draft) for compare in comparisons]
    return [comparison for comparison in found if comparison.has_changed()]
