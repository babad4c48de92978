"""Code and templates are written the one way the tools ask for."""

import pytest

from tests.architecture.tools import ROOT, assert_passes

pytestmark = pytest.mark.source


# E-mails bring their style along: no page's policy holds for them, and they can fetch no sheet.
EMAILS = ("accounts/mail/message.html", "notices/emails/notices.html")


def template_folders() -> list[str]:
    """Return the folders of templates, relative to the project's."""
    folders = [
        path
        for pattern in ("*/templates", "cms/*/templates", "extranet/*/templates")
        for path in ROOT.glob(pattern)
        if any(path.rglob("*.html"))
    ]
    return sorted(str(path.relative_to(ROOT)) for path in folders)


def test_ruff_finds_nothing():
    assert_passes("ruff", "check")


def test_ruff_would_change_nothing():
    assert_passes("ruff", "format", "--check")


def test_djlint_finds_nothing():
    assert_passes("djlint", "--lint", "--quiet", *template_folders())


def test_no_template_carries_style_or_script_that_the_policy_refuses():
    refused = ("<style", " style=", " onclick=", " onload=", " onchange=", " onsubmit=")
    found = [
        f"{path.relative_to(ROOT)}: {text}"
        for folder in template_folders()
        for path in (ROOT / folder).rglob("*.html")
        for text in refused
        if not path.as_posix().endswith(EMAILS) and text in path.read_text(encoding="utf-8").lower()
    ]
    assert found == []
