"""Releasing a bundle in one act, at a time or at once, or not at all; and taking it back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from cms.publishing.drafts import latest_draft, publish_latest, together
from cms.publishing.errors import PublicationRefused, ReleaseRefused
from cms.publishing.four_eyes import on_record
from cms.publishing.mails import tell_release_failed
from cms.publishing.models.release import Release
from cms.publishing.services.release_contents import Entry, entries_of, missing
from cms.publishing.wording import wording_of


@transaction.atomic
def schedule(*, release: Release, user) -> None:
    """Let `release` go out at its moment in the name of `user`, with what its drafts say now.

    Raise ReleaseRefused where it has no moment to come, or where anything is missing.
    """
    if release.at is None or release.at <= timezone.now():
        raise ReleaseRefused([_("Give the bundle a moment that is still to come.")])
    _let_wait(release, user)


@transaction.atomic
def release_soon(*, release: Release, user) -> None:
    """Let `release` be due now: the next `release_due` carries it out, as big ones need.

    Raise ReleaseRefused where anything is missing.
    """
    Release.objects.filter(pk=release.pk).update(at=timezone.now())
    _let_wait(release, user)


def _let_wait(release: Release, user) -> None:
    release = _locked(release)
    if not release.is_open:
        raise ReleaseRefused([_("This bundle is scheduled or released already.")])
    release.items.update(wording="")
    for entry in _complete(release, user):
        entry.item.wording = wording_of(latest_draft(entry.page, user))
        entry.item.save(update_fields=["wording"])
    _set(release, Release.State.SCHEDULED, user)


@transaction.atomic
def unschedule(*, release: Release, user) -> None:
    """Let `release` wait again. Raise ReleaseRefused where it is not scheduled."""
    release = _locked(release)
    if release.state != Release.State.SCHEDULED:
        raise ReleaseRefused([_("This bundle is not scheduled.")])
    release.items.update(wording="")
    _set(release, Release.State.DRAFT, user)


@transaction.atomic
def release_now(*, release: Release, user) -> None:
    """Publish everything in `release` as `user`, or nothing.

    Raise ReleaseRefused with all that is missing; nothing has been published then.
    """
    release = _locked(release)
    if release.state == Release.State.RELEASED:
        raise ReleaseRefused([_("This bundle is released already.")])
    entries = _complete(release, user)
    with together(entry.page.pk for entry in entries):
        for entry in entries:
            _publish(entry, user)
    release.released_at = timezone.now()
    _set(release, Release.State.RELEASED, user)


def release_due() -> list[tuple[Release, list[str]]]:
    """Release the bundles whose moment has come; return each with what kept it back, if anything.

    What could not be released stays unpublished as a whole, and its people are told.
    """
    outcomes = []
    for release in Release.objects.due(timezone.now()).select_related("released_by", "created_by"):
        reasons: list[str] = []
        try:
            release_now(release=release, user=release.released_by)
        except ReleaseRefused as refusal:
            reasons = refusal.reasons
            if not _hold_back(release):
                # Another process was faster.
                continue
            tell_release_failed(release, reasons)
        outcomes.append((release, reasons))
    return outcomes


@transaction.atomic
def undo(*, release: Release, user) -> None:
    """Give readers back what they had before `release`: earlier texts, or no page.

    Raise ReleaseRefused where somebody has published one of the pages since; nothing is changed
    then.
    """
    release = _locked(release)
    if release.state != Release.State.RELEASED:
        raise ReleaseRefused([_("Only what was released can be undone.")])
    entries = entries_of(release)
    if reasons := [reason for entry in entries for reason in _obstacles(entry, user)]:
        raise ReleaseRefused(reasons)
    pages = [entry.page.pk for entry in entries]
    with on_record(f"undo of release {release.pk}"), together(pages):
        for entry in entries:
            _take_back(entry, user)
    _set(release, Release.State.UNDONE, user)


@transaction.atomic
def _hold_back(release: Release) -> bool:
    """Mark a bundle that was due and could not go out; return whether it was still waiting."""
    release = _locked(release)
    if release.state != Release.State.SCHEDULED:
        return False
    _set(release, Release.State.FAILED, release.released_by)
    return True


def _locked(release: Release) -> Release:
    return Release.objects.select_for_update().get(pk=release.pk)


def _set(release: Release, state: str, user) -> None:
    release.state = state
    release.released_by = user
    release.save(update_fields=["state", "released_by", "released_at"])
    log(instance=release, action=f"publishing.release.{state}", user=user)


def _complete(release: Release, user) -> list[Entry]:
    entries = missing(release, user)
    if not entries:
        raise ReleaseRefused([_("There is nothing in this bundle.")])
    if reasons := [reason for entry in entries for reason in entry.reasons]:
        raise ReleaseRefused(reasons)
    return entries


def _publish(entry: Entry, user) -> None:
    live = Page.objects.select_related("live_revision").get(pk=entry.page.pk)
    item = entry.item
    item.was_live, item.previous_revision = live.live, live.live_revision if live.live else None
    try:
        item.released_revision = publish_latest(entry.page, user)
    except PublicationRefused as refusal:
        raise ReleaseRefused(refusal.reasons) from refusal
    if item.wording and wording_of(item.released_revision) != item.wording:
        reason = _("“%(title)s” (%(language)s) was changed after the bundle was scheduled.")
        raise ReleaseRefused([reason % {"title": entry.title, "language": entry.language}])
    item.save()


def _obstacles(entry: Entry, user):
    """Return what keeps `user` from taking a page back."""
    item, page = entry.item, entry.page
    names = {"title": entry.title, "language": entry.language}
    if page is None or item.released_revision is None:
        yield _("“%(title)s” (%(language)s) was deleted since.") % names
        return
    perms = page.permissions_for_user(user)
    if not perms.can_publish() or (not item.was_live and not perms.can_unpublish()):
        yield _("You may not publish “%(title)s”.") % names
    live = page.live and page.live_revision
    if not live or wording_of(live) != wording_of(item.released_revision):
        yield _("“%(title)s” (%(language)s) was published or taken offline since.") % names
    if item.was_live and item.previous_revision is None:
        yield _("What “%(title)s” (%(language)s) said before was not kept.") % names


def _take_back(entry: Entry, user) -> None:
    if not entry.item.was_live:
        entry.page.specific.unpublish(user=user)
        return
    # What goes out again corrects nothing: to the rules, readers have no text for this moment.
    Page.objects.filter(pk=entry.page.pk).update(live=False)
    previous = entry.item.previous_revision
    try:
        previous.publish(user=user, previous_revision=previous)
    except PublicationRefused as refusal:
        raise ReleaseRefused(refusal.reasons) from refusal
