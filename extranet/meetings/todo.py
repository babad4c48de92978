"""What meetings ask of somebody: a reply to the convocation, and to read the papers."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.directory.models import Mandate
from extranet.core.standing import ENTITLED, Standing
from extranet.core.todo import Todo, register
from extranet.documents.models import Document, Reading
from extranet.meetings.models import Meeting, Paper, Reply
from extranet.meetings.services.replies import replies_close


@register
def replies_owed(standing: Standing) -> Iterable[Todo]:
    """Yield the meetings that a seat of theirs was asked to and has not answered; two queries."""
    seats = defaultdict(list)
    for mandate in standing.mandates:
        if mandate.role in ENTITLED:
            seats[mandate.body_id].append(mandate)
    if not seats:
        return
    meetings = list(
        Meeting.objects.visible_to(standing)
        .filter(body__in=seats, state=Meeting.State.CONVENED, starts_at__gt=standing.moment)
        .order_by("starts_at")
    )
    answered = set(
        Reply.objects.that_hold()
        .filter(meeting__in=meetings, mandate__in=[m.pk for m in standing.mandates])
        .values_list("meeting", "mandate")
    )
    for meeting in meetings:
        if replies_close(meeting) <= standing.moment:
            continue
        for mandate in seats[meeting.body_id]:
            lasts = mandate.ends_on is None or mandate.ends_on >= meeting.local_start.date()
            if lasts and (meeting.pk, mandate.pk) not in answered:
                yield Todo(
                    kind="reply",
                    title=meeting.title,
                    text=_reply_wanted(mandate, seats[meeting.body_id]),
                    url=f"{meeting.get_absolute_url()}#reply-{mandate.pk}",
                    due=meeting.reply_by or meeting.local_start.date(),
                )


def _reply_wanted(mandate: Mandate, seats: list[Mandate]) -> str:
    if len(seats) == 1:
        return _("Say whether you are coming")
    seat = mandate.organisation.name if mandate.organisation else mandate.get_role_display()
    return _("Say whether you are coming (%(seat)s)") % {"seat": seat}


@register
def papers_unread(standing: Standing) -> Iterable[Todo]:
    """Yield the coming meetings with papers that they have not opened yet; one query.

    A paper in several languages is one, and read once any of them is; a newer version tabled in
    its place is unread again.
    """
    if standing.user is None:
        return
    read = Reading.objects.filter(user=standing.user, version=OuterRef("version"))
    coming = Meeting.objects.visible_to(standing).filter(
        state=Meeting.State.CONVENED, ends_at__gt=standing.moment
    )
    inside = Q(item__closed_to_guests=False)
    if standing.secretariat:
        # They keep the papers of every body: only what they sit for waits for them.
        coming = coming.filter(body__in=standing.reads)
    inside |= Q(item__meeting__body__in=standing.reads | standing.manages)
    papers = (
        Paper.objects.filter(inside, item__meeting__in=coming)
        .filter(version__document__in=Document.objects.visible_to(standing))
        .annotate(read=Exists(read))
        .select_related("item__meeting", "version__document")
    )
    meetings: dict[int, Meeting] = {}
    works: dict[int, dict[tuple, bool]] = defaultdict(dict)
    for paper in papers:
        meeting, document = paper.item.meeting, paper.version.document
        meetings[meeting.pk] = meeting
        work = (paper.item_id, document.translation_of_id or document.pk)
        works[meeting.pk][work] = works[meeting.pk].get(work, False) or paper.read
    for key, meeting in meetings.items():
        if unread := sum(not seen for seen in works[key].values()):
            yield Todo(
                kind="papers",
                title=meeting.title,
                text=ngettext("%(count)d paper to read", "%(count)d papers to read", unread)
                % {"count": unread},
                url=f"{meeting.get_absolute_url()}#agenda",
                due=meeting.local_start.date(),
            )
