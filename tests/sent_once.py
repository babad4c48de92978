"""Lets what was sent be sent again, as after a while."""

from django.utils import timezone

from cms.core import sent_once
from cms.core.models import SentForm


def wait() -> None:
    """Let the time pass in which the same form is done once."""
    SentForm.objects.update(begun_at=timezone.now() - sent_once.KEPT)
