"""Every interface text has its French and its Spanish; catalogues compile without gettext."""

import ast
import gettext
import os
import shutil

import polib
import pytest

from cms.core.management.commands.compile_catalogues import catalogues, compile_catalogue
from tests.architecture.tools import APPS, ROOT, tool
from tests.services.fixtures import absent

LANGUAGES = ("fr", "es")


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    """The interface texts found in a copy of the source, by language, as polib entries."""
    if not shutil.which("xgettext"):
        absent("gettext is not installed")
    copy = tmp_path_factory.mktemp("source")
    for package in sorted({app.split(".")[0] for app in APPS}):
        shutil.copytree(
            ROOT / package,
            copy / package,
            ignore=shutil.ignore_patterns("__pycache__", "*.mo", "*.po", "migrations"),
        )
    shutil.copy(ROOT / "manage.py", copy)
    (copy / "cms" / "locale").mkdir(exist_ok=True)
    done = tool("python", "manage.py", "makemessages", "--locale", "en", "--keep-pot", cwd=copy)
    assert done.returncode == 0, done.stdout
    return [entry for path in copy.rglob("*.pot") for entry in polib.pofile(str(path))]


def key(entry: polib.POEntry) -> tuple:
    """Return what tells one text from another: its context, its singular and its plural."""
    return entry.msgctxt, entry.msgid, entry.msgid_plural


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_lacks_its_translation(texts, language):
    translated = {
        key(entry)
        for path in catalogues(ROOT)
        if path.parts[-3] == language
        for entry in polib.pofile(str(path)).translated_entries()
    }
    missing = sorted({entry.msgid for entry in texts if key(entry) not in translated})
    if missing:
        listing = "\n".join(missing)
        pytest.fail(f"{len(missing)} texts have no {language}:\n{listing}", pytrace=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess(language):
    guesses = [
        f"{path.relative_to(ROOT)}: {entry.msgid}"
        for path in catalogues(ROOT)
        if path.parts[-3] == language
        for entry in polib.pofile(str(path)).fuzzy_entries()
    ]
    assert guesses == []


def test_translation_functions_keep_the_names_that_gettext_looks_for():
    renamed = [
        f"{path.relative_to(ROOT)}: {alias.name} as {alias.asname}"
        for package in sorted({app.split(".")[0] for app in APPS})
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if "gettext" in alias.name and alias.asname not in (None, "_")
    ]
    assert renamed == []


@pytest.fixture
def french(tmp_path):
    """The path of a small French catalogue with a plural, a context and a guess."""
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=(n > 1);",
    }
    catalogue += [
        polib.POEntry(msgid="Board", msgstr="Conseil"),
        polib.POEntry(msgid="Read", msgctxt="past", msgstr="Lu"),
        polib.POEntry(
            msgid="%d page", msgid_plural="%d pages", msgstr_plural={0: "%d page", 1: "%d pages"}
        ),
        polib.POEntry(msgid="Guest", msgstr="Client", flags=["fuzzy"]),
    ]
    path = tmp_path / "django.po"
    catalogue.save(str(path))
    return path


def test_a_catalogue_compiles_to_what_python_reads(french):
    assert compile_catalogue(french) is True
    with french.with_suffix(".mo").open("rb") as file:
        translations = gettext.GNUTranslations(file)
    assert translations.gettext("Board") == "Conseil"
    assert translations.pgettext("past", "Read") == "Lu"
    assert translations.ngettext("%d page", "%d pages", 0) == "%d page"
    assert translations.ngettext("%d page", "%d pages", 2) == "%d pages"
    assert translations.gettext("Guest") == "Guest"


def test_a_catalogue_is_compiled_again_only_when_it_changed(french):
    compile_catalogue(french)
    assert compile_catalogue(french) is False
    later = french.with_suffix(".mo").stat().st_mtime + 5
    os.utime(french, (later, later))
    assert compile_catalogue(french) is True
