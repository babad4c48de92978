"""What translators and editors are not shown: all of the admin is walked for words in hiding."""

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.log_actions import LogContext, log

from cms.core.choosing import may_choose
from cms.directory.models import Body, Mandate, Organisation, Person
from cms.taxonomy.models import Place, Topic
from tests.factories import UserFactory
from tests.factories.directory import (
    BodyFactory,
    MandateFactory,
    OrganisationFactory,
    OrganisationStatusFactory,
    PersonFactory,
)
from tests.factories.pages import make_statement
from tests.home.editing import colleague, edit_url, signed_in, statement_form

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once")]

# Every row has this key, so that every address that takes one finds something.
KEY = 990001
# Who did something, where somebody can be reached, what is noted about a member, who has a seat.
HIDDEN = ("Canarylogger", "canary-person@", "canary-note", "canary-seat")
# A signatory is chosen among all people: their names, and nothing more, are in the page's form.
CANARY = "Canaryperson"
# Beside a page stands who saved it last, lest somebody write over it.
LAST_SAVED = (f"/admin/pages/{KEY}/", f"/admin/pages/{KEY}/edit/")
WITH_NAMES = re.compile(r"^/admin/pages/(add|\d+/edit|\d+/revisions/\d+/revert)/")


def admin_paths(resolver=None, prefix="/"):
    """Yield every address of the admin, its parameters filled in."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if not path.startswith("/admin/"[: len(path)]):
            continue
        if isinstance(entry, URLResolver):
            yield from admin_paths(entry, path)
        elif isinstance(entry, URLPattern) and "^" not in path:
            path = re.sub(r"<int:\w+>|<str:\w+>|<path:\w+>|<\w+>", str(KEY), path)
            yield re.sub(r"<slug:\w+>", "person", path)


@pytest.fixture
def secrets(site, roles):
    """Rows that hold the words in hiding; returns the page that somebody else wrote."""
    logger = UserFactory(last_name="Canarylogger", is_superuser=True)
    account = UserFactory(email="canary-person@example.org")
    person = PersonFactory(pk=KEY, family_name=CANARY, user=account)
    organisation = OrganisationFactory(pk=KEY)
    OrganisationStatusFactory(
        organisation=organisation, note="canary-note", starts_on="1990-01-01", ends_on="1991-01-01"
    )
    body = BodyFactory(pk=KEY)
    MandateFactory(pk=KEY, person=person, body=body, seat="canary-seat")
    page = make_statement(pk=KEY, live=False)
    with LogContext(user=logger):
        signed_in(logger).post(edit_url(page), statement_form(page) | {"action-publish": "1"})
        for row in (person, organisation, body):
            log(row, "wagtail.edit", user=logger)
    return page


@pytest.mark.parametrize("role", ["translators", "editors"])
def test_nothing_in_hiding_is_shown(secrets, role):
    client = signed_in(colleague(role))
    client.raise_request_exception = False
    paths = {path for path in admin_paths() if "logout" not in path}
    for add in ("homepage", "statementpage"):
        paths.add(reverse("wagtailadmin_pages:add", args=["home", add, secrets.get_parent().pk]))
    assert len(paths) > 250
    shown, opened = [], 0
    for path in sorted(paths):
        response = client.get(path, headers={"X-Requested-With": "XMLHttpRequest"})
        if response.status_code != 200:
            continue
        opened += 1
        text = b"".join(response).decode(errors="replace")
        words = [word for word in HIDDEN if word in text]
        if path in LAST_SAVED:
            words = [word for word in words if word != "Canarylogger"]
        if CANARY in text and not (role == "editors" and WITH_NAMES.match(path)):
            words.append(CANARY)
        shown += [(path, word) for word in words]
    assert not shown, "\n".join(f"{path}: {word}" for path, word in shown)
    assert opened > 40


@pytest.mark.parametrize("role", ["translators", "editors", "coordinators", "secretariat"])
def test_who_reads_what_others_did(secrets, role):
    reads = role in ("coordinators", "secretariat")
    client = signed_in(colleague(role))
    history = client.get(reverse("wagtailadmin_pages:history", args=[KEY]))
    assert ("Canarylogger" in history.content.decode()) is reads
    report = client.get(reverse("wagtailadmin_reports:site_history"))
    assert (report.status_code == 200) is reads
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse("wagtailadmin_reports:site_history") in home) is reads


def test_editors_see_what_they_did_themselves(secrets):
    editor = colleague("editors", last_name="The writer")
    client = signed_in(editor)
    client.post(edit_url(secrets), statement_form(secrets, title="Mine"))
    shown = client.get(reverse("wagtailadmin_pages:history", args=[KEY])).content.decode()
    assert "Canarylogger" not in shown
    assert "The writer" in shown


@pytest.mark.parametrize(
    ("role", "models"),
    [
        ("translators", ()),
        ("editors", (Body, Place, Topic)),
        ("secretariat", (Body, Mandate, Organisation, Person, Place, Topic)),
    ],
)
def test_who_chooses_from_which_register(roles, role, models):
    # Wagtail registers what it shows once its addresses are asked for.
    reverse("wagtailadmin_home")
    user = colleague(role)
    every = (Body, Mandate, Organisation, Person, Place, Topic)
    assert {model for model in every if may_choose(user, model)} == set(models)
