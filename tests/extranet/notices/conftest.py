"""What the tests of the extranet can ask for."""

import pytest

from tests.extranet.notices.smtp_server import MailServer


@pytest.fixture
def mail_server(settings):
    """A mail server that the site sends to."""
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_TIMEOUT = 2
    yield server
    server.stop()
