"""Production starts only when it is told what it needs, and passes Django's own review."""

import os
import re
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.architecture.tools import ROOT, tool

PRODUCTION = {
    "SECRET_KEY": "k3J-9vQ2_mZ7xW1pLr8TnB4cHs6DyF0gAeUoIiXqMwKjRtVzNl",
    "ALLOWED_HOSTS": "alliance.example",
    "BASE_URL": "https://alliance.example",
    "DATABASE_URL": "postgres://alliance@127.0.0.1:1/alliance",
    "DEFAULT_FROM_EMAIL": "web@alliance.example",
    "EMAIL_URL": "smtp://127.0.0.1:25",
}
# Named for what is started beside the site, not read by its settings.
OF_OTHERS = {"DJANGO_SETTINGS_MODULE", "POSTGRES_PASSWORD"}
# Read by the tests' own settings alone.
OF_TESTS = {"TEST_DATABASE", "TEST_DATABASE_URL"}


def variables_read() -> set[str]:
    """Return the names of all environment variables that the settings read."""
    text = "".join(path.read_text("utf-8") for path in (ROOT / "cms/settings").glob("*.py"))
    return set(re.findall(r"""\benv(?:\.\w+)?\(\s*["']([A-Z0-9_]+)["']""", text))


@pytest.fixture
def production(monkeypatch):
    """Return a function that runs manage.py in production with the given variables alone."""

    def manage(environment: dict[str, str], *command: str):
        # The browser's tests set the last one for themselves, whichever come first.
        for name in (variables_read() | {"DJANGO_ALLOW_ASYNC_UNSAFE"}) & set(os.environ):
            monkeypatch.delenv(name)
        return tool(
            "python",
            "manage.py",
            *command,
            DJANGO_SETTINGS_MODULE="cms.settings.production",
            **environment,
        )

    return manage


@pytest.mark.parametrize("name", sorted(PRODUCTION))
def test_production_refuses_to_start_without(name, production):
    environment = {key: value for key, value in PRODUCTION.items() if key != name}
    done = production(environment, "check")
    assert done.returncode != 0
    assert name in done.stdout.splitlines()[-1]


def test_production_passes_the_deployment_check(production):
    done = production(PRODUCTION, "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stdout
    assert "System check identified no issues" in done.stdout


def test_requests_to_elasticsearch_are_logged_only_where_they_fail(production):
    ask = """
import logging
from search.engines.elasticsearch.client import connect
logging.getLogger("search").info("is heard")
for url in URLS:
    print(url, connect(url).options(max_retries=1).ping())
"""
    with _a_server_that_says_yes() as url:
        script = ask.replace("URLS", repr([url, "http://127.0.0.1:1"]))
        done = production(PRODUCTION, "shell", "--no-imports", "-c", script)
    assert f"{url} True\n" in done.stdout, done.stdout
    assert "INFO search is heard" in done.stdout
    assert "INFO elastic_transport" not in done.stdout
    assert "WARNING elastic_transport" in done.stdout.split(f"{url} True\n")[1]


@contextmanager
def _a_server_that_says_yes():
    """Serve as much of Elasticsearch as a ping asks for; give its address."""

    class Yes(BaseHTTPRequestHandler):
        def do_HEAD(self):
            self.send_response(200)
            self.send_header("X-Elastic-Product", "Elasticsearch")
            self.end_headers()

        def log_message(self, *args):
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Yes) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_the_example_environment_names_every_variable_and_no_other():
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^#?\s?([A-Z][A-Z0-9_]+)=", text, flags=re.MULTILINE))
    assert variables_read() - OF_TESTS <= named
    assert named <= variables_read() | OF_OTHERS
