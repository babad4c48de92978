"""A site, a folder of uploads, and a way to run an import."""

import io

import pytest
from PIL import Image

from cms.taxonomy.models import Topic
from home.services.import_wordpress import Options, import_wordpress
from tests.factories.pages import make_site
from tests.home.wordpress.exports import export


@pytest.fixture(autouse=True)
def stored(settings, tmp_path):
    """The folder of files that the site stores."""
    settings.MEDIA_ROOT = str(tmp_path / "stored")
    return tmp_path / "stored"


@pytest.fixture
def site(db):
    Topic.objects.create(code="peace", labels={"en": "Peace", "fr": "Paix", "es": "Paz"})
    return make_site()


def picture(colour: str = "red", format: str = "JPEG") -> bytes:
    """Return a small picture."""
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, format)
    return out.getvalue()


@pytest.fixture
def uploads(tmp_path):
    """The folder of uploads of the old site."""
    folder = tmp_path / "uploads" / "2019" / "05"
    folder.mkdir(parents=True)
    (folder / "march.jpg").write_bytes(picture())
    (folder / "rally.png").write_bytes(picture("blue", "PNG"))
    (folder / "broken.jpg").write_bytes(picture()[:200])
    (folder / "programme.pdf").write_bytes(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
    (folder / "page.html").write_text("<script>alert(1)</script>")
    return tmp_path / "uploads"


@pytest.fixture
def run(site, tmp_path):
    """Import what is given, as items or as a whole export, and return the report."""

    def run(*items, dry_run=False, text=None, progress=None, **options):
        path = tmp_path / "export.xml"
        whole = text if text is not None else export(*items)
        path.write_bytes(whole if isinstance(whole, bytes) else whole.encode())
        options = {"language": "en"} | options
        return import_wordpress(
            exports=[path], options=Options(**options), dry_run=dry_run, progress=progress
        )

    return run
