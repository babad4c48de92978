"""Whatever changes what the public may see counts the content version up."""

from django.db.models.signals import m2m_changed, post_delete, post_save
from django_tasks.signals import task_started
from wagtail.signals import page_slug_changed, post_page_move

from cms.core.caching import ask_anew, bump_content_version

# Bookkeeping that no public page shows; everything else counts, so a new model is safe.
# The rooms of the extranet, the package that keeps its polls, and those of the academy that only
# its people enter.
_PRIVATE_PACKAGES = (
    "extranet",
    "poll",
    "academy.enrolment",
    "academy.learning",
    "academy.certificates",
    "academy.reports",
)
_PRIVATE_APPS = {
    "account",
    "accounts",
    "admin",
    "auth",
    "contenttypes",
    "django_tasks_database",
    "mfa",
    "migrations",
    "publishing",
    "sessions",
    "usersessions",
    "wagtail_localize",
    "wagtailadmin",
    "wagtailsearch",
    "wagtailusers",
}
_PRIVATE_MODELS = {
    "academy.enrolment",
    "academy.historyentry",
    # What the public sees of these is counted by the services that show or hide it.
    "campaigns.invalidation",
    "campaigns.milestone",
    "campaigns.signature",
    "campaigns.signingkey",
    "core.contentversion",
    "core.datasubject",
    "core.tableimport",
    "home.importfile",
    "core.sentform",
    "sharing.announcement",
    "sharing.kitmail",
    "sharing.kitsubscription",
    "wagtailcore.comment",
    "wagtailcore.commentreply",
    "wagtailcore.modellogentry",
    "wagtailcore.pagelogentry",
    "wagtailcore.pagesubscription",
    "wagtailcore.referenceindex",
    "wagtailcore.revision",
    "wagtailcore.taskstate",
    "wagtailcore.workflowstate",
    "wagtailimages.rendition",
}


def count_change(sender, **_kwargs) -> None:
    """Count a change of `sender` unless it is bookkeeping."""
    meta = sender._meta
    module = f"{sender.__module__}."
    # Rows that a migration writes come before there is anybody to show them to.
    if module.startswith(("__fake__.", *(f"{package}." for package in _PRIVATE_PACKAGES))):
        return
    if meta.app_label not in _PRIVATE_APPS and meta.label_lower not in _PRIVATE_MODELS:
        bump_content_version()


def connect() -> None:
    """Listen to every save, deletion, relation change and move."""
    for signal in (post_save, post_delete, m2m_changed):
        signal.connect(count_change, dispatch_uid=f"count_change_{id(signal)}")
    for signal in (page_slug_changed, post_page_move):
        signal.connect(bump_content_version, dispatch_uid="bump_content_version")
    task_started.connect(ask_anew, dispatch_uid="ask_anew")
