"""Setting how many people a kind of page needs."""

from django.db import transaction
from wagtail.log_actions import log

from cms.publishing.kinds import kinds
from cms.publishing.models.required_eyes import RequiredEyes

CHANGED = "publishing.required_eyes"


@transaction.atomic
def require(*, people: dict[str, int], user) -> None:
    """Let each kind, by its code, need that many people; what changes is logged with who did it."""
    rows = {row.kind: row for row in RequiredEyes.objects.all()}
    for kind in kinds():
        before = rows[kind.code].people if kind.code in rows else kind.people
        wanted = people.get(kind.code, before)
        if wanted == before:
            continue
        row, _created = RequiredEyes.objects.update_or_create(
            kind=kind.code, defaults={"people": wanted}
        )
        log(row, CHANGED, user=user, data={"before": before, "after": wanted}, title=kind.label)
