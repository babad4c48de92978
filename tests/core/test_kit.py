"""The design system: every component is shown, nothing is inline, colours can be read."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from cms.core.templatetags import kit as tags
from cms.core.views import kit

ROOT = settings.BASE_DIR
COMPONENTS = sorted(path.stem for path in (ROOT / "cms/templates/components").glob("*.html"))
TEMPLATES = sorted(
    path
    for app in ("cms", "home", "campaigns", "academy", "extranet", "search")
    for path in (ROOT / app).rglob("templates/**/*.html")
    # E-mails bring their style along: no page's policy holds for them.
    if path.parent.name not in ("emails", "mail")
)
SHEETS = sorted((ROOT / "cms/static/cms/css").rglob("*.css"))
TOKENS = (ROOT / "cms/static/cms/css/tokens.css").read_text()


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_every_component_is_on_the_page():
    assert sorted({state.component for state in kit.states()}) == COMPONENTS


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_page_comes_in_every_language(language):
    request = RequestFactory().get("/kit/", {"lang": language})
    response = kit.kit(request)
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}"' in html
    assert html.count("<h1") == 1
    for component in COMPONENTS:
        assert f'id="{component}"' in html
    # A variable that does not exist leaves no trace but these.
    assert "None" not in re.sub(r"<[^>]*>", "", html)


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_nothing_is_inline(path):
    html = re.sub(r"{#.*?#}", "", path.read_text(), flags=re.S)
    assert not re.search(r"\sstyle=", html)
    assert not re.search(r"\son[a-z]+=[\"']", html)
    assert "<style" not in html
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_no_third_party(path):
    addresses = re.findall(r"(?:src|href)=\"(https?://[^\"]+)", path.read_text())
    assert addresses == []


@pytest.mark.parametrize("path", SHEETS, ids=relative)
def test_only_logical_properties(path):
    css = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
    physical = re.findall(
        r"(?:^|[{;\s])((?:margin|padding|border|inset)?-?(?:left|right|top|bottom)(?:-[a-z]+)?|"
        r"(?:min-|max-)?(?:width|height)|float|overflow-[xy])\s*:(?!\s*\d+(?:\.\d+)?rem\))",
        css,
    )
    assert [name for name in physical if name != "overflow-x"] == []
    assert not re.search(r"text-align:\s*(left|right)", css)


@pytest.mark.parametrize("path", SHEETS, ids=relative)
def test_every_sheet_is_imported(path):
    sheets = ROOT / "cms/static/cms/css"
    name = path.relative_to(sheets).as_posix()
    # What only the rooms need, readers of the public pages are spared.
    entry = sheets / ("rooms.css" if name.startswith("rooms") else "site.css")
    assert path == entry or f'url("{name}")' in entry.read_text()


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6})", css))


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def schemes() -> dict[str, dict[str, str]]:
    light_css, dark_css = TOKENS.split("@media (prefers-color-scheme: dark)")[:2]
    light = colours(light_css)
    light["accent-ink"] = light["accent"]
    return {"light": light, "dark": light | colours(dark_css.split("@supports")[0])}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "shade"])
def test_text_can_be_read(scheme, ground):
    tokens = schemes()[scheme]
    assert contrast(tokens["ink"], tokens[ground]) >= 7
    assert contrast(tokens["grey"], tokens[ground]) >= 4.5
    assert contrast(tokens["accent-ink"], tokens[ground]) >= 4.5


def oklch_luminance(lightness: float, chroma: float, hue: float) -> float:
    from math import cos, radians, sin

    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    lms = [
        (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3,
        (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3,
        (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3,
    ]
    red = 4.0767416621 * lms[0] - 3.3077115913 * lms[1] + 0.2309699292 * lms[2]
    green = -1.2684380046 * lms[0] + 2.6097574011 * lms[1] - 0.3413193965 * lms[2]
    blue = -0.0041960863 * lms[0] - 0.7034186147 * lms[1] + 1.7076147010 * lms[2]
    red, green, blue = (min(1, max(0, channel)) for channel in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("hue", range(0, 360, 15))
def test_any_accent_that_an_editor_chooses_can_be_read(hue):
    bound = {name: float(value) for name, value in re.findall(r"(min|max)\(l, ([\d.]+)\)", TOKENS)}
    chroma = float(re.search(r"min\(c, ([\d.]+)\)", TOKENS)[1])
    for scheme, accent in (
        ("light", oklch_luminance(bound["min"], 0.13, hue)),
        ("dark", oklch_luminance(bound["max"], chroma, hue)),
    ):
        for ground in ("paper", "shade"):
            other = luminance(schemes()[scheme][ground])
            low, high = sorted((accent, other))
            assert (high + 0.05) / (low + 0.05) >= 4.5


class TestBody:
    """Numbers, anchors and notes of a text."""

    def html(self, *, numbered: bool) -> str:
        from cms.core.views.kit_samples import body

        return tags.body({}, body(), numbered=numbered)

    def test_paragraphs_are_numbered_across_blocks(self):
        html = self.html(numbered=True)
        assert re.findall(r'<p id="p-(\d+)"', html) == ["1", "2", "3", "4"]
        assert 'href="#p-4"' in html

    def test_other_pages_have_no_numbers(self):
        assert "para__number" not in self.html(numbered=False)

    def test_marks_and_notes_point_at_each_other(self):
        html = self.html(numbered=False)
        for mark in ("1", "2"):
            assert f'href="#fn-{mark}" id="fnref-{mark}"' in html
            assert f'id="fn-{mark}"' in html
            assert f'href="#fnref-{mark}"' in html


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "1\N{NO-BREAK SPACE}May 2026"),
        ("fr", "1er\N{NO-BREAK SPACE}mai 2026"),
        ("es", "1\N{NO-BREAK SPACE}de mayo de 2026"),
    ],
)
def test_dates_are_written_as_the_language_writes_them(language, expected):
    import datetime

    with translation.override(language):
        assert tags.day(datetime.date(2026, 5, 1)) == expected


def test_the_error_page_needs_nothing():
    html = render_to_string("500.html")
    for language in ('<html lang="en"', '<section lang="fr"', '<section lang="es"'):
        assert language in html
    assert "cms/css/site.css" in html
