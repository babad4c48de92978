"""The roles of those who run the public site, as code; `sync_roles` makes the database agree.

Every app says in its own `roles.py`, as plain data and without importing anything, which of its
permissions a role has: `PERMISSIONS` (model permissions by role code) and
`COLLECTION_PERMISSIONS` (permissions over the images and documents of all collections).
"""

from collections import defaultdict
from dataclasses import dataclass
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Role:
    """A kind of colleague: the name of its group, and what it may do with pages everywhere."""

    code: str
    name: str
    summary: object
    page_permissions: tuple[str, ...] = ()
    # The code of the role whose rights it has too.
    includes: str | None = None


ROLES = {
    role.code: role
    for role in (
        Role(
            "editors",
            "Editors",
            _("Write and edit drafts, send them to be published; publish nothing themselves."),
            ("add_page", "change_page"),
        ),
        Role(
            "translators",
            "Translators",
            # Who may change pages but add none edits translations only: see cms.core.permissions.
            _("Translate pages; leave the text that was translated from as it is."),
            ("change_page",),
        ),
        Role(
            "coordinators",
            "Coordinators",
            _("Do what editors do; publish, schedule, lock, withdraw, and approve drafts."),
            ("publish_page", "lock_page", "unlock_page"),
            includes="editors",
        ),
        Role(
            "secretariat",
            "Secretariat",
            _("Do what coordinators do; keep the vocabularies, the directory and the identity."),
            ("bulk_delete_page",),
            includes="coordinators",
        ),
        Role(
            "academy",
            "Academy staff",
            _("Do what editors do; run the academy: cohorts, selection, lessons, certificates."),
            includes="editors",
        ),
    )
}

# Whose approval publishes.
APPROVERS = ("coordinators", "secretariat")

_EVERYBODY = ["wagtailadmin.access_admin", "wagtail_localize.submit_translation"]
PERMISSIONS = {
    "editors": _EVERYBODY,
    "translators": _EVERYBODY,
    # Inviting and seeing people is the secretariat's; changing accounts and giving roles is not.
    "secretariat": ["accounts.add_user", "accounts.view_user"]
    + [f"wagtailredirects.{action}_redirect" for action in ("add", "change", "delete", "view")],
}


@dataclass
class Rights:
    """What a role may do, its own and what it includes."""

    page: set[str]
    model: set[str]
    collection: set[str]


def declared(attribute: str) -> dict[str, set[str]]:
    """Return what the apps' `roles` modules declare under `attribute`, by role code.

    Raise LookupError where one names a role that there is not.
    """
    found = defaultdict(set)
    for config in apps.get_app_configs():
        if not module_has_submodule(config.module, "roles"):
            continue
        module = import_module(f"{config.name}.roles")
        for code, permissions in getattr(module, attribute, {}).items():
            if code not in ROLES:
                raise LookupError(f"{module.__name__} names a role that does not exist: {code}")
            found[code].update(permissions)
    return found


def rights_by_role() -> dict[str, Rights]:
    """Return the rights of every role, by its code."""
    models, collections = declared("PERMISSIONS"), declared("COLLECTION_PERMISSIONS")
    result: dict[str, Rights] = {}
    for role in ROLES.values():
        rights = Rights(set(role.page_permissions), models[role.code], collections[role.code])
        if role.includes:
            base = result[role.includes]
            rights.page |= base.page
            rights.model |= base.model
            rights.collection |= base.collection
        result[role.code] = rights
    return result
