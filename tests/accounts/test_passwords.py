"""Passwords that are known from breaches, asked of a service that is played by a real server."""

import hashlib
import http.server
import threading

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from cms.accounts import passwords

BREACHED, PADDING = "correct horse battery staple", "a line of padding"


def digest(password: str) -> str:
    return hashlib.sha1(password.encode()).hexdigest().upper()


@pytest.fixture
def service(settings):
    """The range service; it keeps what it was asked for."""
    asked = []

    class Range(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, self.headers["Add-Padding"]))
            start = self.path.rpartition("/")[2]
            lines = [f"{digest(BREACHED)[5:]}:42", f"{digest(PADDING)[5:]}:0", "0" * 35 + ":7"]
            self.send_response(503 if start == digest("the service is down")[:5] else 200)
            self.end_headers()
            self.wfile.write("\r\n".join(lines).encode())

        def log_message(self, *_args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Range)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    settings.BREACHED_PASSWORDS_URL = f"http://127.0.0.1:{server.server_port}/range/"
    settings.AUTH_PASSWORD_VALIDATORS = [
        *settings.AUTH_PASSWORD_VALIDATORS,
        settings.BREACHED_PASSWORDS_VALIDATOR,
    ]
    yield asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_breached_password_is_refused(service):
    with pytest.raises(ValidationError) as refused:
        validate_password(BREACHED)
    assert [error.code for error in refused.value.error_list] == ["password_breached"]


@pytest.mark.parametrize("password", ["nobody has ever said this", PADDING])
def test_others_are_not_and_padding_does_not_count(service, password):
    validate_password(password)


def test_the_service_hears_five_characters_of_a_digest(service):
    validate_password("nobody has ever said this")
    assert service == [(f"/range/{digest('nobody has ever said this')[:5]}", "true")]


@pytest.mark.parametrize("address", [None, "http://127.0.0.1:1/range/"])
def test_a_silent_service_keeps_nobody_out_but_common_passwords(service, settings, address):
    if address:
        settings.BREACHED_PASSWORDS_URL = address
    validate_password("the service is down")
    with pytest.raises(ValidationError) as refused:
        validate_password("password1234")
    assert "password_too_common" in [error.code for error in refused.value.error_list]


def test_nonsense_is_taken_for_silence(service, monkeypatch):
    monkeypatch.setattr(passwords, "_entry", lambda line: int(line))
    assert passwords.times_breached(BREACHED) == 0
