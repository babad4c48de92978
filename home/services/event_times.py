"""Times of events that were typed while the admin read them by the clock of the editor."""

from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.permissions import page_permission_policy

from home.models import EventPage, EventTimeCheck

CHECKED = "home.event_times.checked"


def to_check(user):
    """Return the events whose times nobody has checked yet, that `user` publishes.

    Each is there once, in the language it was written in, with `typed_zone`, the zone of who saved
    it last. What readers see or what is still to come stands first.
    """
    waiting = EventTimeCheck.objects.filter(checked_at=None)
    older = EventPage.objects.filter(
        translation_key=OuterRef("translation_key"), pk__lt=OuterRef("pk"), alias_of=None
    )
    own = page_permission_policy.instances_user_has_permission_for(user, "publish")
    of_row = waiting.filter(translation_key=OuterRef("translation_key"))
    return (
        EventPage.objects.filter(
            ~Exists(older),
            alias_of=None,
            pk__in=own.values("pk"),
            translation_key__in=waiting.values("translation_key"),
        )
        .annotate(
            typed_zone=Subquery(of_row.values("typed_zone")[:1]),
            first=Case(
                When(Q(live=True) | Q(ends_at__gte=timezone.now()), then=Value(0)),
                default=Value(1),
            ),
        )
        .order_by("first", "-starts_at", "pk")
    )


def check(*, page, user) -> bool:
    """Say that the times of the event `page` are right; return whether nobody had yet."""
    done = EventTimeCheck.objects.filter(
        translation_key=page.translation_key, checked_at=None
    ).update(checked_at=timezone.now())
    if done:
        log(page, CHECKED, user=user)
    return bool(done)
