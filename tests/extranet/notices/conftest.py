"""What the tests of the extranet can ask for."""

import pytest
from django.utils import timezone

from extranet.meetings.models import MeetingGuest
from extranet.notices.models import Notice
from tests.extranet.notices.mails import DAY, world
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


@pytest.fixture
def here():
    """Things of every kind, with a guest by name, before anybody was told."""
    things = world()
    MeetingGuest.objects.create(
        meeting=things.meeting, person=things.invited.person, until=timezone.now() + 30 * DAY
    )
    Notice.objects.all().delete()
    return things
