"""A real site with the sample content, as production serves it, and a real browser.

TEST_SITE_URL names one that runs already, to try a test again in seconds; the password of its
sample accounts is TEST_SITE_PASSWORD, and its data lie in DATA_DIR.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings

from tests.services.fixtures import absent, on_postgres

ROOT = Path(__file__).resolve().parents[2]
# The first one draws nothing that nobody sees, which is a third of the work.
_BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = next(filter(None, map(shutil.which, _BROWSERS)), None)
# Chromium as root in a closed network: no sandbox, no calls home.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
# Of the sample's accounts, and of a running site that is tested.
PASSWORD = os.environ.get("TEST_SITE_PASSWORD", "for-this-run-of-the-tests-alone")
# What the proxy in front of production says.
FORWARDED = {"X-Forwarded-Proto": "https"}


# Of the site that is tested: where its data lie, and its key.
site_environment: dict[str, str] = {}


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def served_site(tmp_path_factory, django_test_environment):
    """The address of a site with the sample content, served with production's settings."""
    if on_postgres():
        pytest.skip("the run on SQLite drives the browser")
    if CHROMIUM is None:
        absent("Chromium is not installed")
    if running := os.environ.get("TEST_SITE_URL"):
        from cms.settings import dev

        site_environment.update(DATA_DIR=str(dev.DATA_DIR), SECRET_KEY=dev.SECRET_KEY)
        yield running
        return
    data = tmp_path_factory.mktemp("site")
    port = free_port()
    address = f"http://localhost:{port}"
    environment = os.environ | {
        "ALLOWED_HOSTS": "localhost",
        "BASE_URL": address,
        "DATABASE_URL": f"sqlite:///{data / 'db.sqlite3'}",
        "DATA_DIR": str(data),
        "DEFAULT_FROM_EMAIL": "site@example.org",
        # Kept as files, which tests/browser/outbox.py reads.
        "EMAIL_URL": f"filemail:///{data / 'mail'}",
        "LOG_LEVEL": "WARNING",
        "REDIS_URL": "",
        # With which the secrets of the sample are kept.
        "SECRET_KEY": settings.SECRET_KEY,
    }
    site_environment.update(environment)
    production = environment | {"DJANGO_SETTINGS_MODULE": "cms.settings.production"}
    # It reads the models, which are loaded only now.
    from tests.sample import copy_sample_for_site

    copy_sample_for_site(data, port, PASSWORD)
    done = subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"],
        cwd=ROOT,
        env=production,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "cms.wsgi:application"),
            *("--host", "127.0.0.1", "--port", str(port), "--log-level", "warning"),
            *("--static-path-route", "/media", "--static-path-mount", str(data / "media")),
        ],
        cwd=ROOT,
        env=production,
    )
    try:
        _wait_for(address + "/en/", server)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(url: str, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server ended before it served"
        try:
            with urllib.request.urlopen(urllib.request.Request(url, headers=FORWARDED)):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"{url} was not served within a minute")


@pytest.fixture(scope="session")
def chromium(served_site):
    """Debian's Chromium, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    # Playwright runs an event loop in this thread; Django's data base calls are safe all the same.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def visit(chromium, served_site):
    """Open pages: `visit(path, width=1280, scheme="light", script=True)` returns the page."""
    contexts = []

    def open_page(path="/en/", *, width=1280, height=900, scheme="light", script=True, **options):
        context = chromium.new_context(
            base_url=served_site,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=script,
            extra_http_headers=FORWARDED,
            **options,
        )
        contexts.append(context)
        page = _listened_to(context.new_page())
        answer = page.goto(path)
        assert answer is None or answer.status < 500
        return page

    open_page.environment = site_environment
    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def _window(chromium, served_site):
    context = chromium.new_context(base_url=served_site, extra_http_headers=FORWARDED)
    page = _listened_to(context.new_page())
    page.requested = []
    page.on("request", lambda request: page.requested.append(request.url))
    yield page
    context.close()


@pytest.fixture
def window(_window):
    """An empty page of a window that the tests of a module share, as a reader goes on reading."""
    _window.goto("about:blank")
    _window.complaints, _window.requested = [], []
    return _window


def _listened_to(page):
    """Return the page, which notes from now on in `complaints` what goes wrong on it."""
    page.complaints = []
    page.on("console", lambda message: _note(page, message))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page


def _note(page, message) -> None:
    if message.type in ("error", "warning"):
        page.complaints.append(message.text)
