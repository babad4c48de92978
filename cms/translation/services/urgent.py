"""Releasing one language at once, with the others promised for a day."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from cms.core.labels import site_languages
from cms.publishing.drafts import publish_latest, would_go_out
from cms.publishing.rules import Publication
from cms.publishing.wording import wording
from cms.translation import permissions
from cms.translation.errors import UrgentReleaseRefused
from cms.translation.models import (
    Assignment,
    PromisedLanguage,
    PublishedText,
    UrgentRelease,
)
from cms.translation.services.assignments import assign
from cms.translation.source import source_page

RELEASE, CALL_OFF = "translation.urgent_release", "translation.promise_called_off"


def languages_to_promise(page: Page, user) -> list[Locale]:
    """Return the languages that readers would lack were `page` released now, in the site's order.

    Where something new goes out, all others are; else those that lack the text or are out of date.
    """
    codes = site_languages()
    locales = Locale.objects.filter(language_code__in=codes).exclude(pk=page.locale_id)
    if not brings_something_new(would_go_out(page, user)):
        locales = locales.exclude(pk__in=_languages_there(page.translation_key))
    return sorted(locales, key=lambda locale: codes.index(locale.language_code))


def brings_something_new(publication: Publication) -> bool:
    """Return whether readers would get anything that they do not have yet."""
    page = publication.page
    public = type(page).objects.filter(pk=page.pk, live=True).first()
    return public is None or wording(public.serializable_data()) != wording(
        page.serializable_data()
    )


@transaction.atomic
def release_urgently(
    *, page: Page, user, due: dict[Locale, datetime.date], seen: int | None = None
) -> UrgentRelease:
    """Publish the latest draft of `page` now, and promise it in each language of `due` for its day.

    A language that is not named, or named without a day, is promised no more. `seen` is the latest
    revision that the user saw. Raise PermissionDenied where `user` may not publish,
    PublicationRefused where a rule is against it, UrgentReleaseRefused for a day that has passed, a
    locked page, one with a moment of its own, or one that was saved since.
    """
    page = Page.objects.select_for_update().get(pk=page.pk).specific
    due = {locale: day for locale, day in due.items() if day and locale.pk != page.locale_id}
    _refuse(page, user, due, seen)
    if brings_something_new(would_go_out(page, user)):
        try:
            publish_latest(page, user)
        except ValidationError as error:
            raise UrgentReleaseRefused(" ".join(error.messages)) from error
    release, _created = UrgentRelease.objects.update_or_create(
        translation_key=page.translation_key,
        defaults={"locale": page.locale, "released_by": user, "released_at": timezone.now()},
    )
    _call_off(release, release.promises.exclude(locale__in=due), page, user)
    for locale, day in due.items():
        PromisedLanguage.objects.update_or_create(
            release=release,
            locale=locale,
            defaults={"due_on": day, "done_at": None, "reminded_on": None},
        )
        _ask_translators(page, locale, day, user)
    days = {locale.language_code: day.isoformat() for locale, day in due.items()}
    log(page, RELEASE, user=user, revision=page.get_latest_revision(), data={"languages": days})
    # What only carries facts has followed at once.
    settle(page.translation_key)
    return release


def settle(translation_key) -> None:
    """Tick off the promises of a text that are kept by now: published, and not out of date."""
    promises = PromisedLanguage.objects.of(translation_key)
    if promises.filter(done_at=None).exists():
        kept = _languages_there(translation_key)
        for promise in promises.filter(done_at=None, locale__in=kept):
            promise.done_at = timezone.now()
            promise.save(update_fields=["done_at"])


def reopen(page: Page) -> None:
    """Let the language of `page`, which has been taken down, be owed again where it was promised.

    Of a text that is taken down as a whole nothing is owed until it is public again.
    """
    promises = PromisedLanguage.objects.of(page.translation_key).exclude(done_at=None)
    for promise in promises.filter(locale_id=page.locale_id):
        promise.done_at = promise.reminded_on = None
        promise.save(update_fields=["done_at", "reminded_on"])


def _refuse(page: Page, user, due: dict, seen: int | None) -> None:
    if not permissions.may_release_urgently(user, page):
        raise PermissionDenied
    lock = page.get_lock()
    if lock and lock.for_user(user):
        raise UrgentReleaseRefused(_("The page is locked."))
    if seen is not None and seen != page.latest_revision_id:
        raise UrgentReleaseRefused(_("Somebody has saved the page since: look at it again."))
    draft = would_go_out(page, user).page
    if draft.go_live_at and draft.go_live_at > timezone.now():
        raise UrgentReleaseRefused(
            _("“%(title)s” (%(language)s) has a moment of its own: take it out first.")
            % {"title": draft.title, "language": page.locale.get_display_name()}
        )
    if any(day < timezone.localdate() for day in due.values()):
        raise UrgentReleaseRefused(_("A translation can be promised for a day to come only."))
    if not due and not PromisedLanguage.objects.of(page.translation_key).exists():
        raise UrgentReleaseRefused(_("Say for at least one language by when it follows."))


def _languages_there(translation_key) -> list[int]:
    """Return the ids of the languages in which readers have the text as it is now."""
    pages = Page.objects.filter(translation_key=translation_key, live=True, alias_of=None)
    outdated = PublishedText.objects.outdated().values("page_id")
    return list(pages.exclude(pk__in=outdated).values_list("locale_id", flat=True))


def _call_off(release: UrgentRelease, promises, page: Page, user) -> None:
    codes = list(promises.filter(done_at=None).values_list("locale__language_code", flat=True))
    promises.delete()
    if codes:
        log(page, CALL_OFF, user=user, data={"languages": codes})


def _ask_translators(page: Page, locale: Locale, day: datetime.date, user) -> None:
    """Put the translation on the desk, where it is not there, and its day with who owes it."""
    if not Page.objects.filter(translation_key=page.translation_key, locale=locale).exists():
        if not user.has_perm("wagtail_localize.submit_translation"):
            return
        original = source_page(page) or page
        translate_object(original.specific, [locale], user=user)
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=locale, enabled=True
    ).first()
    if translation is None:
        return
    given = Assignment.objects.owed().filter(translation=translation).first()
    if given and given.due_on != day:
        assign(
            translation=translation,
            by=user,
            assignee=given.assignee,
            approver=given.approver,
            due_on=day,
            note=given.note,
        )
