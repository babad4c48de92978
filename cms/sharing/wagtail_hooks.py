"""The kit of a page, for its editors."""

from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from cms.sharing import registry
from cms.sharing.views.editors import editors_kit


@hooks.register("register_admin_urls")
def urls():
    """Return the address of a page's kit."""
    return [path("share-kits/<int:page_id>/", editors_kit, name="editors_share_kit")]


@hooks.register("register_page_header_buttons")
def share_kit_button(page, user, view_name, next_url=None):
    """Offer the kit to those who edit the page."""
    if page.live and registry.shareable(page) and page.permissions_for_user(user).can_edit():
        yield Button(
            _("Share kit"),
            reverse("editors_share_kit", args=[page.pk]),
            icon_name="image",
            priority=66,
        )
