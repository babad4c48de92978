"""Roles as code: what `sync_roles` makes of the data base."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from wagtail.models import GroupPagePermission, Page, Workflow, WorkflowPage

from cms.accounts import roles
from cms.accounts.services import sync_roles
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def run() -> list[str]:
    """Return the lines that the command prints."""
    out = StringIO()
    call_command("sync_roles", stdout=out)
    return out.getvalue().splitlines()


def test_groups_are_made():
    run()
    names = set(Group.objects.values_list("name", flat=True))
    assert names == {"Editors", "Translators", "Coordinators", "Secretariat", "Academy staff"}


def test_a_second_run_changes_nothing():
    assert len(run()) > 1
    assert run() == ["Roles agree with the code."]
    assert sync_roles() == []


def test_what_the_code_does_not_name_is_removed():
    sync_roles()
    editors = Group.objects.get(name="Editors")
    editors.permissions.add(Permission.objects.get(codename="change_topic"))
    home = Page.objects.filter(depth=2).first()
    GroupPagePermission.objects.create(
        group=editors, page=home, permission=Permission.objects.get(codename="publish_page")
    )
    assert sorted(run()) == [
        "- Editors: taxonomy.change_topic",
        f"- Editors: wagtailcore.publish_page on page {home.pk}",
    ]
    assert not editors.page_permissions.filter(permission__codename="publish_page").exists()


def test_what_is_missing_is_added():
    sync_roles()
    Group.objects.get(name="Coordinators").permissions.clear()
    assert "+ Coordinators: wagtailadmin.access_admin" in run()


def test_members_stay():
    sync_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Editors"))
    sync_roles()
    assert user.groups.get().name == "Editors"


def test_the_group_that_wagtail_makes_stays_while_somebody_is_in_it():
    moderators, _created = Group.objects.get_or_create(name="Moderators")
    user = UserFactory()
    user.groups.add(moderators)
    sync_roles()
    assert Group.objects.filter(name="Moderators").exists()
    user.groups.clear()
    assert "- group Moderators" in sync_roles()


def test_one_workflow_stands_on_every_page():
    sync_roles()
    workflow = Workflow.objects.get(active=True)
    assert workflow.name == "Publication"
    assert WorkflowPage.objects.get().page.is_root()
    task = workflow.tasks.get().specific
    assert {group.name for group in task.groups.all()} == {"Coordinators", "Secretariat"}


def test_each_role_has_what_it_includes():
    rights = roles.rights_by_role()
    assert rights["editors"].page < rights["coordinators"].page < rights["secretariat"].page
    assert rights["editors"].model <= rights["coordinators"].model < rights["secretariat"].model
    assert "publish_page" not in rights["editors"].page | rights["translators"].page


def test_a_permission_that_no_app_has_is_refused_by_name(monkeypatch):
    monkeypatch.setitem(roles.PERMISSIONS, "editors", ["taxonomy.praise_topic"])
    with pytest.raises(CommandError, match=r"taxonomy\.praise_topic"):
        call_command("sync_roles")


def test_a_role_that_does_not_exist_is_refused(monkeypatch):
    monkeypatch.setitem(roles.PERMISSIONS, "gardeners", ["taxonomy.add_topic"])
    with pytest.raises(LookupError, match="gardeners"):
        sync_roles()
