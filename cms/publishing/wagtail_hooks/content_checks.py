"""Says what there is to see to before a page is published."""

from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet

from cms.publishing.security_hold_viewset import SecurityHoldViewSet
from cms.publishing.views.content_checks import content_checks, tell_findings

register_snippet(SecurityHoldViewSet)


@hooks.register("register_admin_urls")
def content_check_urls():
    """Return the address of the findings about a page."""
    return [path("content-checks/<int:page_id>/", content_checks, name="content_checks")]


@hooks.register("register_page_header_buttons")
def content_checks_button(page, user, view_name, next_url=None):
    """Offer the findings about a page to those who can do something about them."""
    if page.depth > 1 and page.permissions_for_user(user).can_edit():
        yield Button(
            _("Before you publish"),
            reverse("content_checks", args=[page.pk]),
            icon_name="glasses",
            priority=62,
        )


@hooks.register("after_publish_page")
def tell_who_published(request, page):
    """Say what is worth a look in what has just been published."""
    tell_findings(request, page)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_who_submitted(request, page):
    """Say what the approver will find in what has just been sent."""
    if request.POST.get("action-submit"):
        tell_findings(request, page)


@hooks.register("insert_global_admin_css")
def admin_style():
    return format_html(
        '<link rel="stylesheet" href="{}">', versioned_static("publishing/content_checks.css")
    )


@hooks.register("insert_editor_js")
def fill_content_checks():
    return format_html(
        '<script src="{}"></script>', versioned_static("publishing/content_checks.js")
    )
