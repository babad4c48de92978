"""Whether somebody may still be told of a thing, and needs to be: asked when the e-mail is written.

Each takes the standing at that moment and the thing.
"""

from cms.directory.models import Body, Mandate
from cms.directory.querysets import site_day
from cms.directory.services.attention import vacancies
from extranet.access import Standing
from extranet.models import Decision, Demand, Document, FollowUp, Meeting, Minutes, Paper, Share
from extranet.notices.audience import REPLYING


def visible(standing: Standing, thing) -> bool:
    """Return whether somebody may see a thing."""
    return type(thing).objects.visible_to(standing).filter(pk=thing.pk).exists()


def convened(standing: Standing, meeting: Meeting) -> bool:
    """Return whether a meeting still comes, and may be seen."""
    coming = meeting.state == Meeting.State.CONVENED and meeting.ends_at > standing.moment
    return coming and visible(standing, meeting)


def cancelled(standing: Standing, meeting: Meeting) -> bool:
    """Return whether a meeting that may be seen is still called off."""
    return meeting.state == Meeting.State.CANCELLED and visible(standing, meeting)


def tabled(standing: Standing, paper: Paper) -> bool:
    """Return whether a paper may be read, at a meeting that is not called off."""
    meeting = paper.item.meeting
    guest = not standing.may_read(meeting.body_id)
    return (
        meeting.state != Meeting.State.CANCELLED
        and meeting.convened_at is not None
        and not (guest and paper.item.closed_to_guests)
        and visible(standing, meeting)
        and visible(standing, paper.version.document)
    )


def reply_missing(standing: Standing, meeting: Meeting) -> bool:
    """Return whether a reply can still be given and has not been."""
    if meeting.reply_by is None or site_day(standing.moment) > meeting.reply_by:
        return False
    own = [row.pk for row in standing.mandates_on(meeting.body_id) if row.role in REPLYING]
    replied = meeting.replies.that_hold().filter(mandate__in=own).count()
    return len(own) > replied and convened(standing, meeting)


def circulated(standing: Standing, minutes: Minutes) -> bool:
    """Return whether minutes that may be read still wait for corrections."""
    in_time = minutes.state == Minutes.State.CIRCULATED
    return in_time and standing.may_read(minutes.meeting.body_id)


def approved(standing: Standing, minutes: Minutes) -> bool:
    """Return whether minutes that may be read are approved."""
    return minutes.state == Minutes.State.APPROVED and standing.may_read(minutes.meeting.body_id)


def decided(standing: Standing, decision: Decision) -> bool:
    """Return whether a decision may be read."""
    return visible(standing, decision)


def to_do(standing: Standing, follow_up: FollowUp) -> bool:
    """Return whether a task is still somebody's own, and open, and its decision may be read."""
    mine = standing.user is not None and follow_up.owner.user_id == standing.user.pk
    return mine and follow_up.done_on is None and visible(standing, follow_up.decision)


def shared(standing: Standing, share: Share) -> bool:
    """Return whether a share is in force, and its document may be read."""
    in_force = share.revoked_at is None and share.until > standing.moment
    return in_force and Document.objects.visible_to(standing).filter(pk=share.document_id).exists()


def demanded(standing: Standing, demand: Demand) -> bool:
    """Return whether a demand that may be seen is still open."""
    still_open = demand.state == Demand.State.OPEN and demand.closes_at > standing.moment
    return still_open and visible(standing, demand)


def to_convene(standing: Standing, demand: Demand) -> bool:
    """Return whether a meeting must still be convened, by somebody who keeps the body."""
    return demand.state == Demand.State.REACHED and standing.may_manage(demand.body_id)


def overdue(standing: Standing, demand: Demand) -> bool:
    """Return whether it should have been convened by now."""
    late = demand.convene_by is not None and demand.convene_by < site_day(standing.moment)
    return late and to_convene(standing, demand)


def own_term(standing: Standing, mandate: Mandate) -> bool:
    """Return whether a mandate that is somebody's own is still in force."""
    return any(row.pk == mandate.pk for row in standing.mandates)


def kept_term(standing: Standing, mandate: Mandate) -> bool:
    """Return whether a mandate is in force on a body that somebody keeps."""
    in_force = Mandate.objects.in_force_at(standing.moment).filter(pk=mandate.pk)
    return standing.may_manage(mandate.body_id) and in_force.exists()


def vacant(standing: Standing, body: Body) -> bool:
    """Return whether a body that somebody keeps has a free seat."""
    return standing.may_manage(body.pk) and vacancies(body, site_day(standing.moment)) > 0
