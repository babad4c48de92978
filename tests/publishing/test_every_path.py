"""English never goes out among pages in French, whatever way it is tried.

`PATHS` is the table of all that publishes a page. What Wagtail adds must be added there, too.
"""

import inspect
import pkgutil
from contextlib import suppress
from importlib import import_module

import pytest
import wagtail.actions
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError
from rest_framework.exceptions import APIException
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.models import Page

from cms.publishing.errors import PublicationRefused, ReleaseRefused
from cms.publishing.services import steps
from home.models import HomePage, StatementPage
from tests.factories.pages import section
from tests.publishing import paths_of_drafts, paths_of_our_own, paths_of_trees
from tests.publishing.paths import CANARY, PATHS, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once")]

# What publishes nothing by itself: it takes off, deletes, or makes drafts.
PUBLISHES_NOTHING = {
    "ConvertAliasPageAction",
    "DeletePageAction",
    "RevertToPageRevisionAction",
    "UnpublishAction",
    "UnpublishPageAction",
    # The bases of those for pages: snippets are no pages, and none of ours are drafts.
    "CopyForTranslationAction",
    "PublishRevisionAction",
}


@pytest.fixture
def world(site, roles):
    return World()


def in_french() -> list[str]:
    """Return what the public reads below the French home page that is the English text."""
    home = section(HomePage, "fr")
    live = [*Page.objects.descendant_of(home).live().specific()]
    live += [*Page.objects.filter(locale=home.locale, live=True).specific()]
    return [page.title for page in live if CANARY in f"{page.title} {getattr(page, 'body', '')}"]


@pytest.mark.parametrize("name", PATHS)
def test_english_does_not_go_out_in_french(world, name, tmp_path):
    way, _actions = PATHS[name]
    given = {"tmp_path": tmp_path} if "tmp_path" in inspect.signature(way).parameters else {}
    # How each says no is the affair of its own tests; here it counts that nothing went out.
    with suppress(PublicationRefused, ReleaseRefused, PermissionDenied, APIException, CommandError):
        answer = way(world, **given)
        assert answer is None or answer.status_code < 500
    assert in_french() == []


def test_a_whole_translation_goes_out(world):
    """The way round: what the table tries does publish what may go out."""
    world.write("Le canari chante en français")
    paths_of_drafts.the_editor(world)
    assert StatementPage.objects.get(pk=world.draft.pk).live


def test_every_action_of_wagtail_is_in_the_table():
    actions = set()
    for module in pkgutil.iter_modules(wagtail.actions.__path__):
        members = inspect.getmembers(import_module(f"wagtail.actions.{module.name}"))
        actions |= {name for name, thing in members if inspect.isclass(thing) and _acts(thing)}
    tried = {action for _way, actions in PATHS.values() for action in actions}
    assert actions == tried | PUBLISHES_NOTHING


def _acts(thing) -> bool:
    return thing.__name__.endswith("Action") and thing.__module__.startswith("wagtail.actions")


def test_every_registered_work_in_the_background_that_publishes_is_in_the_table():
    assert {code for code, _label in steps.actions()} == {"publish", "sync", "translate"}
    assert "work_in_the_background" in vars(paths_of_our_own)


def test_every_action_of_the_admins_api_is_in_the_table():
    offered = {f"the_api_{name}" for name in PagesAdminAPIViewSet.actions}
    assert offered == {name for name in vars(paths_of_trees) if name.startswith("the_api_")}
