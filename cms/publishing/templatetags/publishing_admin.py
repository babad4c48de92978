"""What the admin's screens say of translations before something is done to a page."""

from django import template

from cms.publishing import consequences, twins

register = template.Library()

_ACTS = {
    "unpublish": consequences.of_unpublishing,
    "delete": consequences.of_deleting,
    "move": lambda page, user: consequences.of_moving(page, None, user),
}


@register.inclusion_tag("publishing/admin/consequences.html", takes_context=True)
def consequences_for_translations(context, page, act, destination=None, named=False):
    """Show what `act` (unpublish, delete, move) on `page` does to its translations.

    Of a page that they do not follow it names those that stay as they are. Where several pages are
    shown, each is `named`.
    """
    user = context["request"].user
    if destination:
        reached = consequences.of_moving(page, destination, user)
    else:
        reached = _ACTS[act](page, user)
    others = [version for version in twins.versions_of(page) if version.pk != page.pk]
    return {
        "act": act,
        "page": page,
        "named": named,
        "reached": reached,
        "refused": bool(consequences.refusals(reached)),
        # Where none follows, or none has to move.
        "untouched": [] if reached or twins.followers(page) else others,
    }
