"""What every floor's admin screens share."""

from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.snippets.models import register_snippet

from cms.core import page_sent_once
from cms.core.deletion import users_of
from cms.core.link_targets import OpenDocumentLinkHandler, OpenPageLinkHandler
from cms.core.menu import PermittedMenuItem
from cms.core.models import ConsentText
from cms.core.personal_data import services
from cms.core.views import personal_data
from cms.core.viewsets import ConsentTextViewSet

hooks.register("before_create_page", page_sent_once.begin)
hooks.register("after_create_page", page_sent_once.end)


@hooks.register("insert_global_admin_css")
def admin_css():
    """Return the link to our few additions to Wagtail's styles."""
    return format_html('<link rel="stylesheet" href="{}">', static("cms/admin.css"))


@hooks.register("register_rich_text_features", order=100)
def links_to_what_may_be_opened(features):
    """Take the place of Wagtail's own links, which lead to drafts and private pages too."""
    features.register_link_type(OpenPageLinkHandler)
    features.register_link_type(OpenDocumentLinkHandler)


@hooks.register("before_delete_snippet")
def refuse_to_delete_what_is_used(request, instances):
    """Say what refers to the rows and go back, where the database would refuse to delete them."""
    users = users_of(instances)
    if not users:
        return None
    messages.error(
        request,
        _("%(rows)s cannot be deleted. Still in use by: %(users)s.")
        % {"rows": ", ".join(str(row) for row in instances[:3]), "users": users},
    )
    return redirect(instances[0].snippet_viewset.get_url_name("list"))


@hooks.register("before_delete_snippet", order=-1)
def keep_consent_texts(request, instances):
    """Say that consent texts in force stay, where the database would refuse to delete them."""
    kept = [row for row in instances if isinstance(row, ConsentText) and row.is_in_force()]
    if not kept:
        return None
    messages.error(request, _("A consent text that is in force is never deleted."))
    return redirect(ConsentText.snippet_viewset.get_url_name("list"))


@hooks.register("register_log_actions")
def personal_data_actions(actions):
    """Name what is done with personal data."""
    for action, label, message in (
        (services.LOOK_UP, gettext_lazy("Look up"), gettext_lazy("Personal data looked up")),
        (services.EXPORT, gettext_lazy("Hand out"), gettext_lazy("Personal data handed out")),
        (services.ERASE, gettext_lazy("Erase"), gettext_lazy("Personal data erased")),
    ):
        actions.register_action(action, label, message)


@hooks.register("register_admin_urls")
def personal_data_urls():
    """Return the addresses of the screens about personal data."""
    return [
        path("personal-data/", personal_data.find, name="personal_data"),
        path("personal-data/download/", personal_data.download, name="personal_data_download"),
        path("personal-data/erase/", personal_data.erase, name="personal_data_erase"),
    ]


@hooks.register("register_settings_menu_item")
def personal_data_menu():
    """Return the place of personal data in the menu."""
    return PermittedMenuItem(
        gettext_lazy("Personal data"),
        reverse("personal_data"),
        name="personal-data",
        icon_name="user",
        order=650,
        permission=personal_data.PERMISSION,
    )


register_snippet(ConsentTextViewSet)
