"""Whatever happens in whatever order, the index ends as what is published."""

import os

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase
from hypothesis import settings as limits
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from wagtail.models import Locale, Page, PageViewRestriction

from home.models import StandardPage
from search.engines import all_engines, remote_engines
from search.engines.base import Query
from search.models import Entry
from search.services import repair, sync
from search.services.find import find
from tests.factories.pages import make_standard, translate
from tests.search.conftest import Commits

WORDS = ["alder", "birch", "cedar", "maple"]


class Editing(RuleBasedStateMachine):
    """Editors at work, tasks late or delivered twice, readings that end after later ones."""

    # What making the pages has left to be done: every example begins with it.
    begun = ()

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.commits = Commits()
        self.delivered = []
        self.readings = []
        self.commits.waiting += self.begun

    def pages(self, **filters):
        return StandardPage.objects.filter(title__startswith="Page ", **filters).order_by("pk")

    def choose(self, data, **filters):
        pages = list(self.pages(**filters))
        return data.draw(st.sampled_from(pages)) if pages else None

    @rule(data=st.data(), word=st.sampled_from(WORDS), publish=st.booleans(), keep=st.booleans())
    def edit(self, data, word, publish, keep):
        """Save or publish a page, or roll all of it back."""
        page = self.choose(data)
        if page is None:
            return
        with self.commits.later(), transaction.atomic():
            language = page.locale.language_code
            page.title = f"Page {word}" if language == "en" else f"Page {word} ({language})"
            revision = page.save_revision()
            if publish:
                revision.publish()
            transaction.set_rollback(not keep)

    @rule(data=st.data())
    def unpublish(self, data):
        page = self.choose(data, live=True)
        if page:
            with self.commits.later():
                page.unpublish()

    @rule(data=st.data())
    def translate(self, data):
        page = self.choose(data, locale__language_code="en")
        french = Locale.objects.get(language_code="fr")
        if page is None or page.has_translation(french):
            return
        # A page is translated below a parent that is.
        if page.get_parent().specific.has_translation(french):
            with self.commits.later():
                translate(page, "fr", title=f"{page.title} (fr)")

    @rule(data=st.data())
    def move(self, data):
        page = self.choose(data)
        if page is None:
            return
        below = page.get_descendants(inclusive=True).values("pk")
        targets = list(self.pages(locale=page.locale).exclude(pk__in=below))
        home = Page.objects.filter(depth=2, locale=page.locale).first()
        target = data.draw(st.sampled_from([home, *targets]))
        with self.commits.later():
            page.move(target, pos="last-child")

    @rule(data=st.data())
    def hide(self, data):
        page = self.choose(data)
        if page and not page.view_restrictions.exists():
            with self.commits.later():
                PageViewRestriction.objects.create(page=page, restriction_type="login")

    @rule(data=st.data())
    def open(self, data):
        rows = list(PageViewRestriction.objects.order_by("pk"))
        if rows:
            with self.commits.later():
                data.draw(st.sampled_from(rows)).delete()

    @rule(data=st.data())
    def delete(self, data):
        page = self.choose(data)
        if page and self.pages().count() > 2:
            with self.commits.later():
                Page.objects.get(pk=page.pk).delete()

    @precondition(lambda self: self.commits.waiting)
    @rule(data=st.data())
    def deliver_one(self, data):
        """One of the waiting tasks runs, not necessarily the oldest."""
        place = data.draw(st.integers(0, len(self.commits.waiting) - 1))
        task = self.commits.waiting.pop(place)
        self.commits.run(task)
        self.delivered.append(task)

    @precondition(lambda self: self.delivered)
    @rule(data=st.data())
    def deliver_again(self, data):
        self.commits.run(data.draw(st.sampled_from(self.delivered)))

    @rule(data=st.data())
    def begin_reading(self, data):
        page = self.choose(data)
        if page:
            self.readings.append(sync.read("page", str(page.translation_key)))

    @precondition(lambda self: self.readings)
    @rule(data=st.data())
    def end_reading(self, data):
        """A task that read long ago writes now."""
        place = data.draw(st.integers(0, len(self.readings) - 1))
        sync.store(self.readings.pop(place))

    @rule()
    def look(self):
        """What is found is public at every moment, indexed or not."""
        for hit in find(Query("page", "en", size=50)).hits:
            page = StandardPage.objects.get(
                translation_key=hit.object_id, locale__language_code="en"
            )
            assert page.live
            assert not page.get_view_restrictions()

    def teardown(self):
        try:
            for reading in self.readings:
                sync.store(reading)
            self.commits.deliver()
            self.compare()
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def compare(self):
        """The index is the database: by the sources, by the engine, and by looking at pages."""
        assert list(repair.mismatches()) == []
        for engine in all_engines():
            # Comparing makes what was written findable, too.
            assert engine.check().clean, engine.name
        public = {
            (str(page.translation_key), page.locale.language_code, page.title, page.get_url())
            for page in self.pages(live=True)
            if not page.get_view_restrictions()
        }
        rows = Entry.objects.alive().filter(kind="page")
        held = set(rows.values_list("object_id", "language", "title", "url"))
        assert held == public
        for language in ("en", "fr"):
            results = find(Query("page", language, size=50))
            assert results.total == len(results.hits)
            found = {(hit.object_id, hit.language, hit.title, hit.url) for hit in results.hits}
            assert found == {row for row in public if row[1] == language}


class EditingWithElasticsearch(Editing):
    """The same, fed to a cluster that knows nothing of what was rolled back before."""

    def __init__(self):
        super().__init__()
        for engine in remote_engines():
            engine.rebuild()


def run(machine, examples: int) -> None:
    """Make the pages once and let the machine work on them, undoing what each example did."""
    commits = Commits()
    with commits.later():
        for word in WORDS:
            make_standard(title=f"Page {word}")
    machine.begun = tuple(commits.waiting)
    run_state_machine_as_test(
        machine,
        settings=limits(
            max_examples=examples,
            stateful_step_count=15,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db
def test_any_interleaving_ends_with_the_index_as_the_database(site):
    run(Editing, 15)


@pytest.mark.django_db
@pytest.mark.elasticsearch
def test_any_interleaving_ends_with_elasticsearch_as_the_database(site, settings, index_prefix):
    settings.ELASTICSEARCH_URL = os.environ["TEST_ELASTICSEARCH_URL"]
    settings.ELASTICSEARCH_INDEX_PREFIX = index_prefix
    # What is slow on a busy machine is not gone.
    settings.ELASTICSEARCH_TIMEOUT = 10
    run(EditingWithElasticsearch, 6)
