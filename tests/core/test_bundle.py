"""One stylesheet for readers: imports written in, whitespace out, nothing else changed."""

import gzip

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import override_settings

from cms.core.bundle import bundle, minify, minify_script


def read(path: str) -> str:
    with open(finders.find(path), encoding="utf-8") as file:
        return file.read()


def test_minify_keeps_quoted_text_and_calculations():
    css = """
    /* gone */
    .a > .b::after , .c {
      content: "a ; b";
      inline-size: calc(100% - 2 * var(--x));
    }
    """
    assert minify(css) == (
        '.a > .b::after,.c{content: "a ; b";inline-size: calc(100% - 2 * var(--x))}'
    )


def test_imports_become_layers():
    files = {
        "css/site.css": '@layer a;\n@import url("a.css") layer(a);\n@import url("b.css");',
        "css/a.css": "p { color: red; }",
        "css/b.css": "b { color: blue; }",
    }
    assert bundle("css/site.css", files.__getitem__) == (
        "@layer a;@layer a{p{color: red}}b{color: blue}"
    )


def test_a_file_referred_to_from_another_folder_is_refused():
    files = {
        "css/site.css": '@import url("parts/a.css") layer(a);',
        "css/parts/a.css": 'p { background: url("../../a.svg"); }',
    }
    with pytest.raises(ValueError, match=r"parts/a\.css"):
        bundle("css/site.css", files.__getitem__)


def test_the_whole_design_is_small():
    css = bundle("cms/css/site.css", read)
    assert "@import" not in css
    assert "/*" not in css
    assert css.count("{") == css.count("}")
    assert len(gzip.compress(css.encode(), 9)) <= 12_000


def test_script_and_fonts_are_small():
    script = read("cms/js/site.js")
    assert len(gzip.compress(script.encode(), 9)) <= 3_000
    size = 0
    for name in ("reading-serif", "reading-serif-ext"):
        with open(finders.find(f"cms/fonts/{name}.woff2"), "rb") as file:
            size += len(file.read())
    assert size <= 25 * 1024


def test_collected_stylesheet_is_one_hashed_file(tmp_path):
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "cms.core.bundle.BundledStaticFilesStorage"},
    }
    with override_settings(
        STATIC_ROOT=str(tmp_path),
        STORAGES=storages,
        INSTALLED_APPS=["django.contrib.staticfiles"],
        WHITENOISE_AUTOREFRESH=False,
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
    (sheet,) = tmp_path.glob("cms/css/site.*.css")
    css = sheet.read_text()
    assert "@import" not in css
    assert "fonts/reading-serif." in css
    font = css.split("../fonts/")[1].split('"')[0]
    assert (tmp_path / "cms/fonts" / font).exists()
    assert sheet.with_name(sheet.name + ".gz").exists()


def test_a_script_keeps_its_code_and_loses_its_comments():
    script = """// Why it is here.
const address = "https://example.org/"; // at the end of a line it stays

if (address) {
  // Another reason.
  go(address);
}
"""
    assert minify_script(script) == (
        'const address = "https://example.org/"; // at the end of a line it stays\n'
        "if (address) {\ngo(address);\n}\n"
    )
