"""Makes groups, their permissions and the workflow agree with the code."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from cms.accounts.roles import ROLES, Rights, rights_by_role
from cms.accounts.services.workflow import sync_workflow

# Wagtail's first migration makes it; Coordinators take its place.
_REPLACED_GROUP = "Moderators"


@transaction.atomic
def sync_roles() -> list[str]:
    """Make the groups, their permissions and the workflow agree with the code.

    Return a line for each change, none where everything agreed already. Raise LookupError where
    a role declares a permission that no app has.
    """
    changes: list[str] = []
    groups = {}
    for code, rights in rights_by_role().items():
        group, created = Group.objects.get_or_create(name=ROLES[code].name)
        if created:
            changes.append(f"+ group {group.name}")
        groups[code] = group
        changes += _sync_model_permissions(group, rights)
        changes += _sync_page_permissions(group, rights)
        changes += _sync_collection_permissions(group, rights)
    changes += sync_workflow(groups)
    changes += _remove_replaced_group()
    return changes


def _find(names: set[str]) -> dict[str, Permission]:
    """Return the permissions called `names` ("app.codename"). Raise LookupError for the unknown."""
    codenames = {name.partition(".")[2] for name in names}
    rows = Permission.objects.filter(codename__in=codenames).select_related("content_type")
    found = {f"{row.content_type.app_label}.{row.codename}": row for row in rows}
    if unknown := sorted(names - found.keys()):
        raise LookupError(f"No app has these permissions: {', '.join(unknown)}")
    return {name: found[name] for name in names}


def _sync_model_permissions(group: Group, rights: Rights) -> list[str]:
    wanted = _find(rights.model)
    present = {
        f"{row.content_type.app_label}.{row.codename}": row
        for row in group.permissions.select_related("content_type")
    }
    group.permissions.add(*(wanted[name] for name in wanted.keys() - present.keys()))
    group.permissions.remove(*(present[name] for name in present.keys() - wanted.keys()))
    return _lines(group, wanted.keys(), present.keys())


def _sync_page_permissions(group: Group, rights: Rights) -> list[str]:
    root = Page.get_first_root_node()
    wanted = _find({f"wagtailcore.{name}" for name in rights.page})
    rows = GroupPagePermission.objects.filter(group=group).select_related("permission", "page")
    present = {}
    for row in rows:
        name = f"wagtailcore.{row.permission.codename}"
        present[name if row.page_id == root.pk else f"{name} on page {row.page_id}"] = row
    for name in wanted.keys() - present.keys():
        GroupPagePermission.objects.create(group=group, page=root, permission=wanted[name])
    for name in present.keys() - wanted.keys():
        present[name].delete()
    return _lines(group, wanted.keys(), present.keys())


def _sync_collection_permissions(group: Group, rights: Rights) -> list[str]:
    root = Collection.get_first_root_node()
    wanted = _find(rights.collection)
    rows = GroupCollectionPermission.objects.filter(group=group).select_related(
        "permission__content_type"
    )
    present = {}
    for row in rows:
        name = f"{row.permission.content_type.app_label}.{row.permission.codename}"
        at_root = row.collection_id == root.pk
        present[name if at_root else f"{name} on collection {row.collection_id}"] = row
    for name in wanted.keys() - present.keys():
        GroupCollectionPermission.objects.create(
            group=group, collection=root, permission=wanted[name]
        )
    for name in present.keys() - wanted.keys():
        present[name].delete()
    return _lines(group, wanted.keys(), present.keys())


def _lines(group: Group, wanted, present) -> list[str]:
    added = [f"+ {group.name}: {name}" for name in sorted(wanted - present)]
    removed = [f"- {group.name}: {name}" for name in sorted(present - wanted)]
    return added + removed


def _remove_replaced_group() -> list[str]:
    group = Group.objects.filter(name=_REPLACED_GROUP).first()
    # Somebody in it would lose access without a word: leave it to a person to move them.
    if group is None or group.user_set.exists():
        return []
    group.delete()
    return [f"- group {_REPLACED_GROUP}"]
