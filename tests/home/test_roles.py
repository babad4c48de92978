"""What each role may do, cell by cell, through the admin itself."""

from pathlib import Path

import pytest
from django.urls import reverse

from tests.factories.pages import make_statement
from tests.home.editing import (
    colleague,
    edit_url,
    signed_in,
    start_translation,
)
from tests.home.role_acts import ACTS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once", "unindexed")]

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "roles.md"
CODES = {"Administrators": "superuser"}


def documented() -> dict[str, set[str]]:
    """Return what the table of docs/roles.md says: the roles that may do it, by its words."""
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in DOCUMENT.read_text().splitlines()
        if line.startswith("|") and not line.startswith("|--")
    ]
    _, *heads = rows[0]
    roles = [CODES.get(head, head.lower()) for head in heads]
    found = {}
    for words, *cells in rows[1:]:
        assert words not in found, words
        assert set(cells) <= {"yes", ""}, words
        found[words] = {role for role, cell in zip(roles, cells, strict=True) if cell}
    return found


MAY = documented()
ROLES = ("nobody", "translators", "editors", "coordinators", "secretariat", "superuser")


def test_every_row_of_the_document_has_a_check_and_every_check_a_row():
    assert ACTS.keys() == MAY.keys()


def test_the_document_knows_every_role():
    assert set.union(*MAY.values()) == set(ROLES[1:])


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", ACTS)
def test_matrix(site, roles, role, act):
    client = signed_in(colleague(role))
    assert ACTS[act](client) is (role in MAY[act])


def test_a_translator_leaves_the_source_alone(site, roles):
    page = make_statement()
    draft, _record = start_translation(page, "fr")
    translator = colleague("translators")
    client = signed_in(translator)
    assert client.get(edit_url(page)).status_code == 302
    assert client.get(edit_url(draft)).status_code == 200
    assert not page.permissions_for_user(translator).can_edit()
    assert draft.permissions_for_user(translator).can_edit()
    assert not draft.permissions_for_user(translator).can_delete()
    assert not draft.permissions_for_user(translator).can_move()


def test_choosers_of_choose_only_roles_offer_no_upload(site, roles):
    client = signed_in(colleague("translators"))
    response = client.get(reverse("wagtailimages_chooser:choose"))
    assert "tab-upload" not in response.json()["html"]
