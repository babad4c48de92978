"""What people decide about signatures: held ones, comments, and whole floods of them at once."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from campaigns.models import Appeal, Invalidation, Signature
from campaigns.services import counting, signing
from cms.core.caching import bump_content_version

State = Signature.State
RELEASE, REFUSE, READ, STRIKE, UNDO = (
    f"campaigns.{verb}"
    for verb in ("release_held", "refuse_held", "read_comment", "strike_out", "undo_strike")
)
# So many from one network are worth a look.
MANY = 5


@transaction.atomic
def release(*, appeal: Appeal, ids: Iterable[int], by) -> int:
    """Let held signatures go on: each gets the mail to confirm it. Return how many."""
    rows = list(appeal.signatures.select_for_update().filter(pk__in=ids, state=State.HELD))
    Signature.objects.filter(pk__in=[row.pk for row in rows]).update(state=State.PENDING)
    for row in rows:
        signing.write_to(row)
    _log(appeal, RELEASE, by, len(rows))
    return len(rows)


@transaction.atomic
def refuse(*, appeal: Appeal, ids: Iterable[int], by) -> int:
    """Strike held signatures out, one by one; nobody is told. Return how many."""
    rows = appeal.signatures.filter(pk__in=ids, state=State.HELD)
    refused = rows.update(state=State.INVALID, state_before=State.HELD)
    _log(appeal, REFUSE, by, refused)
    return refused


@transaction.atomic
def decide_comments(*, appeal: Appeal, ids: Iterable[int], show: bool, by) -> int:
    """Show comments that somebody has read, or do not; return how many were decided."""
    states = Signature.Comment
    rows = appeal.signatures.filter(pk__in=ids).exclude(comment="")
    decided = rows.update(comment_state=states.SHOWN if show else states.REFUSED)
    _log(appeal, READ, by, decided, shown=show)
    bump_content_version()
    return decided


def to_strike(
    *,
    appeal: Appeal,
    network_key: str = "",
    since: datetime.datetime | None = None,
    until: datetime.datetime | None = None,
    rule: str = "",
) -> QuerySet[Signature]:
    """Return what would be struck out: all that meet every condition given, none without any."""
    conditions = {
        "network_key": network_key,
        "created_at__gte": since,
        "created_at__lte": until,
        "held_for": rule,
    }
    given = {name: value for name, value in conditions.items() if value}
    rows = appeal.signatures.filter(
        state__in=[State.PENDING, State.HELD, State.CONFIRMED], anonymised_at=None
    )
    return rows.filter(**given) if given else rows.none()


@transaction.atomic
def strike_out(*, appeal: Appeal, reason: str, by, **conditions) -> Invalidation:
    """Strike out all of `to_strike(**conditions)` at once and take them out of the count.

    One act, one transaction, a fixed number of queries; `undo` brings all of it back.
    """
    appeal = counting.hold(appeal.pk)
    act = Invalidation.objects.create(
        appeal=appeal,
        reason=reason,
        **{name: value for name, value in conditions.items() if value},
    )
    rows = to_strike(appeal=appeal, **conditions)
    # Marked first: what is counted is what is struck out, whatever else comes in meanwhile.
    act.struck = rows.update(invalidation=act, state_before=F("state"), state=State.INVALID)
    act.counted = act.signatures.filter(state_before=State.CONFIRMED).count()
    act.save(update_fields=["struck", "counted"])
    counting.add(appeal, -act.counted)
    _log(appeal, STRIKE, by, act.struck, counted=act.counted, reason=reason, act=act.pk)
    return act


@transaction.atomic
def undo(*, act: Invalidation, by) -> int:
    """Bring back what `act` struck out, as it was; return how many. A second time does nothing.

    Who has withdrawn meanwhile stays withdrawn, who was forgotten stays forgotten.
    """
    appeal = counting.hold(act.appeal_id)
    act = Invalidation.objects.select_for_update().get(pk=act.pk)
    if act.undone_at:
        return 0
    rows = act.signatures.filter(state=State.INVALID)
    counted = rows.filter(state_before=State.CONFIRMED).count()
    brought_back = rows.update(state=F("state_before"), state_before="", invalidation=None)
    act.undone_at = timezone.now()
    act.save(update_fields=["undone_at"])
    counting.add(appeal, counted)
    bump_content_version()
    _log(appeal, UNDO, by, brought_back, counted=counted, act=act.pk)
    return brought_back


def busy_networks(appeal: Appeal, limit: int = 20) -> list[dict]:
    """Return the networks that sent most: key, how many in which state, from when until when."""
    rows = appeal.signatures.exclude(network_key="").exclude(state=State.INVALID)
    grouped = rows.values("network_key").annotate(
        sent=Count("pk"),
        confirmed=Count("pk", filter=Q(state=State.CONFIRMED)),
        held=Count("pk", filter=Q(state=State.HELD)),
        first=Min("created_at"),
        last=Max("created_at"),
    )
    return list(grouped.filter(sent__gte=MANY).order_by("-sent", "network_key")[:limit])


def _log(appeal: Appeal, action: str, by, count: int, **more) -> None:
    # No name and no address: the log outlives them.
    log(appeal, action, user=by, data={"count": count, **more})
