"""Facts of a page that hold in all its languages, written where they do not stand yet."""

from wagtail.models import Revision


def write_facts(pages, **values) -> None:
    """Write `values` into pages and into the drafts that would be published next."""
    for page in pages:
        type(page).objects.filter(pk=page.pk).update(**values)
        named = {name.removesuffix("_id"): value for name, value in values.items()}
        write_into_draft(page, **named)


def write_into_draft(page, **values) -> None:
    """Write `values` into the draft of `page` that would be published next."""
    draft = Revision.objects.filter(pk=page.latest_revision_id).first()
    if draft:
        draft.content |= values
        draft.save(update_fields=["content"])
