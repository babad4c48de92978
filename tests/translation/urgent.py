"""What the tests of urgent releases share."""

import datetime

from django.urls import reverse
from django.utils.timezone import localdate
from wagtail.models import Locale

from cms.translation.models import PromisedLanguage
from cms.translation.services.urgent import release_urgently
from tests.home.editing import (
    colleague,
    publish_translation,
    signed_in,
    start_translation,
    translate_texts,
)

TODAY = localdate()


def days(number: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=number)


def locale(code: str) -> Locale:
    return Locale.objects.get(language_code=code)


def release(page, user=None, **due):
    """Release `page`, promising languages so many days from now."""
    return release_urgently(
        page=page,
        user=user or colleague("coordinators"),
        due={locale(code): days(number) for code, number in due.items()},
    )


def owed(page=None) -> set[str]:
    rows = PromisedLanguage.objects.owed()
    rows = rows.of(page.translation_key) if page else rows
    return set(rows.values_list("locale__language_code", flat=True))


def publish_in(page, code: str):
    """Translate the draft that waits on the desk, and publish it as the admin does."""
    browser = signed_in(colleague("coordinators"))
    draft, record = start_translation(page, code)
    translate_texts(browser, record)
    publish_translation(browser, draft)
    draft.refresh_from_db()
    assert draft.live
    return draft


def url(page) -> str:
    return reverse("release_urgently", args=[page.pk])
