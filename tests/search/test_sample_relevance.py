"""What people type on this site finds what they mean: floors over the sample alliance.

`relevance_judgments/<language>.jsonl` has a query a line with what answers it: the file of a
statement, or another thing as `event:code`, `campaign:code`, `page:code`, `org:code`, `body:code`,
and `document:code` for the PDF of a statement. Where it says `first`, an answer must come first.
"""

import json
import os
from pathlib import Path

import pytest
from django.core.management import call_command
from wagtail.models import Page

from cms.directory.models import Body, Organisation
from home.models import StatementPage
from home.sample import FOLDER
from search.engines import database_engine
from search.engines.base import Query
from search.engines.elasticsearch import ElasticsearchEngine
from search.models import Entry
from search.projection import PUBLIC
from search.query import folded
from tests.databases import shared_world
from tests.sample import sample_world

SETS = Path(__file__).parent / "relevance_judgments"
TYPOS = Path(__file__).parent / "typos"
LANGUAGES = ("en", "fr", "es")
# Mean reciprocal rank of the first answer among ten, and how many have one among three.
FLOORS = {
    "database": {"en": (0.96, 0.98), "fr": (0.95, 0.98), "es": (0.97, 0.98)},
    "elasticsearch": {"en": (0.97, 0.98), "fr": (0.95, 0.98), "es": (0.96, 0.98)},
}
FEWEST = 40
# Of twenty typing errors a language; some that the stemmer evens out are found uncorrected.
FEWEST_CORRECTED = 17


def judgments(language: str) -> list[dict]:
    """Return the queries of a language with their answers."""
    lines = (SETS / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker):
    """The sample alliance, projected once for the whole file."""
    with sample_world(django_db_blocker), shared_world(django_db_blocker):
        # A test commits nothing, so what waits for a commit is done at once.
        call_command("search_index", "rebuild", "--engine", "database", verbosity=0)
        yield


def answers(codes: list[str], language: str) -> set[tuple[str, str]]:
    """Return kind and id of the entries that codes name."""
    return {answer(code, language) for code in codes}


def answer(code: str, language: str) -> tuple[str, str]:
    """Return kind and id of the entry that a code names."""
    kind, colon, name = code.rpartition(":")
    if not colon or kind == "document":
        page = StatementPage.objects.get(source_file=f"statements/{name}.{language}.md")
        if kind == "document":
            entries = Entry.objects.alive().filter(kind="document", language=language)
            entry = entries.get(object_id__startswith=f"{page.translation_key}.")
            return "document", entry.object_id
        return "statement", str(page.translation_key)
    if kind in ("org", "body"):
        model, kind = (Organisation, "organisation") if kind == "org" else (Body, "body")
        return kind, str(model.objects.get(code=name).pk)
    rows = json.loads((FOLDER / f"{kind}s.json").read_text(encoding="utf-8"))
    title = next(row["titles"][language] for row in rows if row["code"] == name)
    page = Page.objects.get(title=title, locale__language_code=language)
    return kind, str(page.translation_key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_set_is_large_enough(language):
    rows = judgments(language)
    assert len(rows) >= FEWEST
    assert len({row["query"] for row in rows}) == len(rows)
    assert all(row["answers"] for row in rows)


def measure(engine, language: str) -> tuple[float, float, list[str], list[str]]:
    """Return MRR@10, success@3, a line for each query whose answer does not come first, and those
    of them where it must."""
    reciprocal, first_three, misses, missed = 0.0, 0, [], []
    rows = judgments(language)
    for row in rows:
        wanted = answers(row["answers"], language)
        hits = engine.search(Query(row["query"], language)).hits
        ranks = [n for n, hit in enumerate(hits, 1) if (hit.kind, hit.object_id) in wanted]
        rank = ranks[0] if ranks else 0
        reciprocal += 1 / rank if rank else 0
        first_three += 0 < rank <= 3
        if rank != 1:
            first = hits[0].title if hits else "nothing"
            misses.append(f"  {row['query']!r}: {rank or 'not found'}, first is {first!r}")
            missed += misses[-1:] if row.get("first") else []
    return reciprocal / len(rows), first_three / len(rows), misses, missed


def assert_relevant(engine) -> None:
    """Print how an engine does in every language; fail where that is below its floor."""
    below = []
    for language in LANGUAGES:
        mrr, success, misses, missed = measure(engine, language)
        figures = f"{engine.name} {language}: MRR@10 {mrr:.3f}, success@3 {success:.3f}"
        print(figures, *misses, sep="\n")  # noqa: T201
        least_mrr, least_success = FLOORS[engine.name][language]
        if mrr < least_mrr or success < least_success:
            below.append(figures)
        below += missed
    assert below == []


def assert_corrects(engine) -> None:
    """Fail where fewer typing errors than FEWEST_CORRECTED of the twenty of a language are
    corrected; print those that are not."""
    too_few = []
    for language in LANGUAGES:
        lines = (TYPOS / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        assert len(rows) == 20
        corrected = 0
        for row in rows:
            offered = engine.did_you_mean(row["typed"], language, frozenset({PUBLIC}))
            if folded(offered or "", language) == folded(row["meant"], language):
                corrected += 1
            else:
                print(f"  {engine.name} {language}: {row} is offered {offered}")  # noqa: T201
        if corrected < FEWEST_CORRECTED:
            too_few.append(f"{engine.name} {language}: {corrected}")
    assert too_few == []


@pytest.mark.django_db
def test_people_find_what_they_mean(sample):
    assert_relevant(database_engine())


@pytest.mark.django_db
def test_typing_errors_are_corrected(sample):
    assert_corrects(database_engine())


@pytest.mark.django_db
@pytest.mark.elasticsearch
def test_people_find_what_they_mean_with_elasticsearch(sample, index_prefix):
    engine = ElasticsearchEngine(os.environ["TEST_ELASTICSEARCH_URL"], index_prefix, timeout=10)
    engine.rebuild()
    assert_relevant(engine)
    assert_corrects(engine)
    engine.client.close()
