"""Code and templates are written the one way the tools ask for."""

from pathlib import Path

from tests.architecture.tools import APPS, ROOT, assert_passes

# E-mails bring their style along: no page's policy holds for them, and they can fetch no sheet.
EMAILS = ("accounts/mail/message.html", "notices/emails/notices.html")


def template_folders() -> list[str]:
    """Return the folders of templates, relative to the project's."""
    folders = [
        path
        for pattern in ("*/templates", "*/*/templates")
        for path in ROOT.glob(pattern)
        if any(path.rglob("*.html"))
    ]
    return sorted(str(path.relative_to(ROOT)) for path in folders)


def too_long(root: Path, lines: int = 300) -> list[str]:
    """Return the modules of the product and of the tests with more lines, migrations aside."""
    packages = {app.split(".")[0] for app in APPS} | {"tests"}
    return sorted(
        f"{path.relative_to(root)}: {count}"
        for package in packages
        for path in (root / package).rglob("*.py")
        if path.parent.name != "migrations"
        and (count := len(path.read_text(encoding="utf-8").splitlines())) > lines
    )


def test_no_module_is_longer_than_300_lines():
    assert too_long(ROOT) == []


def test_a_module_that_is_too_long_would_be_found(tmp_path):
    for folder, count in (("home", 301), ("tests", 300), ("search/migrations", 301)):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "long.py").write_text("\n" * count)
    assert too_long(tmp_path) == ["home/long.py: 301"]


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
