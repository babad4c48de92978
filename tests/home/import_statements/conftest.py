"""A folder of documents, and the table that names them."""

import csv
import io

import pytest

from cms.directory.models import Body
from cms.taxonomy.models import Place, Topic
from tests.factories.pages import make_site
from tests.home.import_statements.tools import ENGLISH, FRENCH

COLUMNS = ["file", "language", "translation_of", "kind", "title", "date", "topics"]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture
def site():
    labels = {"en": "Conference", "fr": "Conférence", "es": "Conferencia"}
    Body.objects.create(code="conference", kind="conference", labels=labels)
    Topic.objects.create(code="peace", labels={"en": "Peace", "fr": "Paix", "es": "Paz"})
    Place.objects.create(code="CL", kind="country", labels={"en": "Chile", "fr": "Chili"})
    return make_site()


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "peace.en.txt").write_text(f"On peace\n\n{ENGLISH}\n")
    (folder / "peace.fr.txt").write_text(f"Sur la paix\n\n{FRENCH}\n")
    return folder


@pytest.fixture
def table(folder):
    def write(*rows, columns=None, delimiter=",", encoding="utf-8"):
        names = columns or [*COLUMNS, *({k for row in rows for k in row} - set(COLUMNS))]
        out = io.StringIO()
        writer = csv.DictWriter(out, names, delimiter=delimiter, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        path = folder / "manifest.csv"
        path.write_bytes(out.getvalue().encode(encoding))
        return path

    return write
