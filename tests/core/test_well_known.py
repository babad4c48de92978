from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.staticfiles import finders

pytestmark = pytest.mark.django_db


def test_security_txt_names_whom_to_tell_and_has_not_expired(client, settings):
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    answer = client.get("/.well-known/security.txt")
    assert answer["Content-Type"].startswith("text/plain")
    said = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert said["Contact"] == "mailto:security@example.org"
    left = datetime.fromisoformat(said["Expires"]) - datetime.now(UTC)
    assert timedelta(0) < left < timedelta(days=365)
    assert said["Canonical"] == f"{settings.BASE_URL}/.well-known/security.txt"


def test_nobody_is_named_where_nobody_is_set(client, settings):
    settings.SECURITY_CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == 404


def test_the_icon_is_where_programs_look_for_it(client):
    answer = client.get("/favicon.ico")
    assert answer.status_code == 301
    assert "cms/icon" in answer["Location"]
    assert finders.find("cms/icon.png")
