"""How many documents a second an import makes pages of, and what memory it takes.

Texts, Markdown, web pages, Word documents and PDFs in turn, and each kind by itself, of two pages
each, with topics, a body and a translation for every second one. The peer is Wagtail: pages of the
same text made by `add_child` and `save_revision`, nothing read. The figures are reported; what
must be true is asserted.
"""

import csv
import datetime
import io
import resource
import sys
import textwrap
import time
import tracemalloc

import docx
import pytest
from django.db import connection

from cms.directory.models import Body
from cms.taxonomy.models import Topic
from home.models import StatementIndexPage, StatementPage
from home.services.import_statements import import_statements
from tests.factories.pages import make_site
from tests.home.importing.sample_documents import make_pdf

pytestmark = pytest.mark.django_db
SENTENCE = (
    "We call upon the governments of the region to end the violence at once, and to open the "
    "way for those who bring help to the people of the cities under siege. "
)
FRENCH = (
    "Nous demandons aux gouvernements de la région de mettre fin à la violence sans attendre et "
    "d’ouvrir la voie à ceux qui apportent de l’aide à la population des villes assiégées. "
)
PARAGRAPHS = 24
ALL = ("txt", "md", "html", "docx", "pdf")
WIDTH = 90
HEADER = (
    f"{'documents':>10}  {'of':<24}{'as':>12}{'seconds':>10}{'of CPU':>8}"
    f"{'a second':>10}{'to Wagtail':>12}{'SQL each':>10}{'MB of Python':>14}{'MB at most':>12}"
)


def report(line: str) -> None:
    """Print a line beside pytest's own output."""
    sys.stdout.write(line + "\n")


def paragraphs(number: int) -> list[str]:
    """Return the paragraphs of a text, none like those of another; odd ones are French."""
    sentence = FRENCH if number % 2 else SENTENCE
    return [f"Point {number}.{part}: {sentence * 2}" for part in range(PARAGRAPHS)]


def title_of(number: int) -> str:
    """Return the title of a text, in its language."""
    return f"{'Déclaration' if number % 2 else 'Declaration'} {number}"


def write(folder, number: int, kind: str) -> str:
    """Write a document of a kind and return its name."""
    texts, title = paragraphs(number), title_of(number)
    path = folder / f"text{number}.{kind}"
    if kind == "docx":
        document = docx.Document()
        document.add_heading(title, 0)
        for text in texts:
            document.add_paragraph(text)
        document.save(path)
    elif kind == "pdf":
        lines = [title, ""]
        for text in texts:
            lines += [*textwrap.wrap(text.replace("’", "'"), WIDTH), ""]
        path.write_bytes(
            make_pdf([lines[start : start + 48] for start in range(0, len(lines), 48)])
        )
    elif kind == "html":
        body = "".join(f"<p>{text}</p>" for text in texts)
        path.write_text(f"<html><body><h1>{title}</h1>{body}</body></html>")
    else:
        mark = "# " if kind == "md" else ""
        path.write_text("\n\n".join([mark + title, *texts]))
    return path.name


def make_table(folder, count: int, first: int, kinds=ALL):
    """Return a table of `count` documents, every second translates the one before into French."""
    out = io.StringIO()
    columns = ["file", "language", "translation_of", "kind", "title", "date", "topics"]
    writer = csv.DictWriter(out, [*columns, "adopted_by"])
    writer.writeheader()
    names = []
    for number in range(first, first + count):
        names.append(write(folder, number, kinds[number // 2 % len(kinds)]))
        second = len(names) % 2 == 0
        row = {
            "file": names[-1],
            "language": "fr" if second else "en",
            "translation_of": names[-2] if second else "",
            "kind": "statement",
            "title": title_of(number),
            "date": "2024-03-08",
            "topics": "peace;equality",
            "adopted_by": "board",
        }
        writer.writerow(row)
    path = folder / f"table{first}.csv"
    path.write_text(out.getvalue())
    return path


def measure(
    folder, count: int, first: int, *, kinds=ALL, publish=False, traced=False, peer: float = 0
) -> float:
    """Import documents, print a line about it, and return how many bytes Python held at most."""
    table, peak = make_table(folder, count, first, kinds), 0
    if traced:
        tracemalloc.start()
    asked = 0

    def counted(execute, *args):
        # Django's own log of queries ends at 9,000, and costs memory.
        nonlocal asked
        asked += 1
        return execute(*args)

    with connection.execute_wrapper(counted):
        began, worked = time.perf_counter(), time.process_time()
        made = import_statements(manifest=table, publish=publish)
        spent, worked = time.perf_counter() - began, time.process_time() - worked
    if traced:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert len(made.outcomes) == count
    against = count / spent / peer if peer else 0
    how = "published" if publish else "drafts"
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    report(
        f"{count:>10}  {' '.join(kinds):<24}{how:>12}"
        f"{spent:>10.1f}{worked:>8.1f}"
        f"{count / spent:>10.1f}{against:>12.2f}{asked / count:>10.1f}"
        f"{peak / 1e6:>14.1f}{most:>12.0f}"
    )
    return peak


def pages_by_hand(count: int) -> float:
    """Return how many pages a second Wagtail makes of such a text by itself."""
    index = StatementIndexPage.objects.get(locale__language_code="en")
    began = time.perf_counter()
    for number in range(count):
        page = StatementPage(
            title=f"By hand {number}",
            slug=f"by-hand-{number}",
            date=datetime.date(2024, 3, 8),
            kind="statement",
            live=False,
            body=[("paragraph", f"<p>{text}</p>") for text in paragraphs(2 * number)],
        )
        index.add_child(instance=page)
        page.save_revision(log_action=True)
    rate = count / (time.perf_counter() - began)
    report(f"{count:>10}  {'Wagtail, nothing read':<24}{'drafts':>12}{'':>18}{rate:>10.1f}")
    return rate


@pytest.fixture
def site(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    Body.objects.create(code="board", kind="board", labels={"en": "Board"})
    for code in ("peace", "equality"):
        Topic.objects.create(code=code, labels={"en": code})
    return make_site()


def test_an_import(site, tmp_path):
    report(f"\n{HEADER}")
    # What is loaded once, word lists among it, is not counted.
    import_statements(manifest=make_table(tmp_path, 20, 0))
    peer = pages_by_hand(100)
    measure(tmp_path, 500, 1000, peer=peer)
    for place, kind in enumerate(ALL):
        measure(tmp_path, 50, 2000 + 100 * place, kinds=(kind,), peer=peer)
    measure(tmp_path, 50, 3000, publish=True, peer=peer)
    assert StatementPage.objects.count() == 920


def test_memory_is_flat(site, tmp_path):
    report(f"\n{HEADER}")
    import_statements(manifest=make_table(tmp_path, 20, 0))
    few = measure(tmp_path, 50, 1000, traced=True)
    many = measure(tmp_path, 200, 2000, traced=True)
    # What is said of each row stays; its text, its page and its file do not.
    assert (many - few) / 150 < 10_000
