"""Tells those who asked for it of new kits: each page once, each address once."""

import datetime

from django.db import transaction
from django.utils import timezone

from cms.sharing.mail_tasks import mail_kit
from cms.sharing.models import Announcement, KitMail, KitSubscription, ShareKit

# What is of an earlier day is no news: an archive that is brought in mails nobody.
NEWS_DAYS = 30


@transaction.atomic
def announce(kit: ShareKit) -> int:
    """Have the kit of a page mailed to those who asked for its language, if it is the page's first
    and of these days; return to how many."""
    announcement, is_first = Announcement.objects.get_or_create(page_id=kit.page_id)
    if not is_first or not _is_news(kit.content):
        return 0
    readers = KitSubscription.objects.confirmed().filter(language=kit.content["language"])
    mails = KitMail.objects.bulk_create(
        KitMail(announcement=announcement, subscription=reader) for reader in readers
    )
    for mail in mails:
        transaction.on_commit(lambda pk=mail.pk: mail_kit.enqueue(pk))
    return len(mails)


def send_waiting() -> int:
    """Send what nobody has claimed, as after a task was lost; return how many were enqueued."""
    waiting = KitMail.objects.filter(claimed_at=None).values_list("pk", flat=True)
    for pk in waiting:
        mail_kit.enqueue(pk)
    return len(waiting)


def _is_news(content: dict) -> bool:
    day = datetime.date.fromisoformat(content["day"])
    return not content["over"] and day >= timezone.localdate() - datetime.timedelta(NEWS_DAYS)
