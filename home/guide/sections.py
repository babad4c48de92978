"""Which sections the guide has, who reads them, and which screens they link."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.permissions import page_permission_policy

May = Callable[[object], bool]


def everybody(_user) -> bool:
    """Return True: whoever enters the admin."""
    return True


def on_pages(*actions: str) -> May:
    """Return who may do any of `actions` on pages."""
    return lambda user: page_permission_policy.user_has_any_permission(user, actions)


def holding(*permissions: str) -> May:
    """Return who holds any of `permissions`."""
    return lambda user: any(user.has_perm(permission) for permission in permissions)


WRITES, PUBLISHES = on_pages("add"), on_pages("publish")
TRANSLATES = holding("wagtail_localize.submit_translation")
DIRECTORY = holding("directory.change_person")
MANDATES = holding("directory.change_mandate")
INVITES = holding("accounts.add_user")
ACADEMY = holding("academy.change_cohort")
PERSONAL_DATA = holding("core.handle_personal_data")

# In the order of the guide.
SECTIONS: dict[str, May] = {
    "first-steps": everybody,
    "write-statement": WRITES,
    "send-for-approval": WRITES,
    "publish": PUBLISHES,
    "plan": PUBLISHES,
    "translate": TRANSLATES,
    "correct": WRITES,
    "compare": WRITES,
    "undo": PUBLISHES,
    "withdraw": PUBLISHES,
    "pictures": WRITES,
    "addresses": PUBLISHES,
    "members": DIRECTORY,
    "mandates": MANDATES,
    "invite": INVITES,
    "meeting": MANDATES,
    "academy": ACADEMY,
    "personal-data": PERSONAL_DATA,
}


@dataclass(frozen=True)
class Screen:
    """A screen that a section links: the name of its address, and who may use it."""

    name: str
    may: May

    def address_for(self, user) -> str:
        """Return where it is; nothing where `user` may not use it, or this site has none."""
        if not self.may(user):
            return ""
        try:
            return reverse(self.name)
        except NoReverseMatch:
            return ""


SCREENS: dict[str, Screen] = {
    "account": Screen("account_overview", everybody),
    "attention": Screen("bodies_attention", MANDATES),
    "import-documents": Screen("import_documents", WRITES),
    "cohorts": Screen("wagtailsnippets_academy_cohort:list", ACADEMY),
    "consent-texts": Screen("wagtailsnippets_core_consenttext:list", PERSONAL_DATA),
    "courses": Screen("wagtailsnippets_academy_course:list", ACADEMY),
    "dashboard": Screen("wagtailadmin_home", everybody),
    "documents": Screen(
        "wagtaildocs:index",
        lambda user: document_policy.user_has_any_permission(user, ["add", "change", "delete"]),
    ),
    "images": Screen(
        "wagtailimages:index",
        lambda user: image_policy.user_has_any_permission(user, ["add", "change", "delete"]),
    ),
    "languages": Screen("pages_by_language", on_pages("add", "change", "publish")),
    "mandates": Screen("wagtailsnippets_directory_mandate:list", MANDATES),
    "meetings": Screen("extranet:meetings", MANDATES),
    "organisations": Screen("wagtailsnippets_directory_organisation:list", DIRECTORY),
    "people": Screen("wagtailsnippets_directory_person:list", DIRECTORY),
    "personal-data": Screen("personal_data", PERSONAL_DATA),
    "redirects": Screen("wagtailredirects:index", holding("wagtailredirects.add_redirect")),
    "statements": Screen("statements:index", on_pages("add", "change", "publish")),
    "users": Screen("wagtailusers_users:index", INVITES),
}
