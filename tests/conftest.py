"""What every test can ask for."""

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import transaction
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone, translation
from hypothesis import settings

pytest_plugins = ["tests.services.fixtures"]

# A busy machine is no wrong answer: properties are judged by what they say, not by the clock.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True, scope="session")
def _emptied_in_spite_of_triggers():
    """Tables are emptied after a test without a transaction: let no trigger refuse."""
    from django.db import connection
    from django.db.backends.postgresql.operations import DatabaseOperations as PostgreSQL
    from django.db.backends.sqlite3.base import DatabaseOperations

    plain, plain_postgresql = DatabaseOperations.sql_flush, PostgreSQL.sql_flush

    def truncate(self, style, tables, **options):
        # As a replica that repeats what was done elsewhere: triggers keep still until the end of
        # the transaction.
        statements = plain_postgresql(self, style, tables, **options)
        return ["SET LOCAL session_replication_role = replica", *statements] if statements else []

    def sql_flush(self, style, tables, **options):
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
        lifted = [f'DROP TRIGGER "{name}"' for name, _sql in triggers]
        return [*lifted, *plain(self, style, tables, **options), *(sql for _name, sql in triggers)]

    DatabaseOperations.sql_flush, PostgreSQL.sql_flush = sql_flush, truncate
    yield
    DatabaseOperations.sql_flush, PostgreSQL.sql_flush = plain, plain_postgresql


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """The database of the tests, with the tree of a new site: migrated on PostgreSQL; on SQLite
    copied from what was migrated once."""
    # These read the models, which are loaded only now.
    from home.services.site import ensure_site
    from tests.admin_indexes import switch_off
    from tests.databases import open_copy
    from tests.migrating import in_short
    from tests.services.fixtures import on_postgres

    with django_db_blocker.unblock():
        if on_postgres():
            with in_short():
                config = setup_databases(0, interactive=False)
            ensure_site()
        else:
            open_copy()
    # Wagtail connects its indexes whenever something was migrated.
    switch_off()
    yield
    if on_postgres():
        with django_db_blocker.unblock():
            teardown_databases(config, 0)


@pytest.fixture(autouse=True)
def _admin_indexes(request):
    """Wagtail's own indexes are kept for tests marked `admin_indexes`."""
    if request.node.get_closest_marker("admin_indexes"):
        from tests.admin_indexes import switch_off, switch_on

        switch_on()
        yield
        switch_off()
    else:
        yield


@pytest.fixture(autouse=True)
def _own_language_and_zone():
    """No test speaks the language, or lives in the time zone, of whom the last one served."""
    translation.activate(django_settings.LANGUAGE_CODE)
    timezone.deactivate()


@pytest.fixture(autouse=True, scope="session")
def _no_clock_in_counts():
    """What a page asks must not hang on how fast it is: the one process there is knows the content
    version until it counts it up itself."""
    from cms.core import caching

    caching._MEMO_SECONDS = None


@pytest.fixture(autouse=True)
def _empty_cache():
    """No test reads what another one cached."""
    from cms.core import caching

    cache.clear()
    caching.forget()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _sign_in_with_second_factor(monkeypatch):
    """`client.force_login(user)` counts as confirmed: see tests.signing_in."""
    from django.test import Client

    from tests.signing_in import force_login

    monkeypatch.setattr(Client, "force_login", force_login)


def at_once(do, using=None, robust=False) -> None:
    """Stand for `transaction.on_commit`: wait for nothing, as a test's transaction never ends."""
    do()


@pytest.fixture
def on_commit_at_once(monkeypatch):
    """What waits for the end of a transaction is done at once."""
    monkeypatch.setattr(transaction, "on_commit", at_once)


@pytest.fixture
def unindexed(monkeypatch):
    """Nothing that changes is read anew for the search: a quarter of the time of tests of editing,
    none of which it could fail, as a task that fails is logged. tests/search looks at it."""
    monkeypatch.setattr("search.services.marking._enqueue", lambda kind, object_id: None)


@pytest.fixture(autouse=True)
def _kits_not_drawn(monkeypatch):
    """No page that changes has its cards drawn: a third of a second each. tests/sharing draws."""
    monkeypatch.setattr("cms.sharing.services.marking._enqueue", lambda page_id: None)
    monkeypatch.setattr("cms.sharing.signals._enqueue_all", lambda: None)


@pytest.fixture
def site(db):
    """The home pages by language, with all their sections."""
    from tests.factories.pages import make_site

    return make_site()


@pytest.fixture(scope="module")
def _roles_of_module(django_db_setup, django_db_blocker):
    from cms.accounts.services import sync_roles

    with django_db_blocker.unblock(), transaction.atomic():
        sync_roles()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def roles(_roles_of_module, db):
    """The groups and the workflow, as the code declares them: made once for a file of tests."""


@pytest.fixture
def coordinator(site, roles):
    """Somebody who publishes."""
    from tests.home.editing import colleague

    return colleague("coordinators")
