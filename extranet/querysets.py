"""Named reads of the extranet. Everything confidential is fetched through `visible_to` alone."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from cms.core.text import fold
from extranet.access import standing_of


def shares_in_force(share_model, standing):
    """Return the shares that let `standing` read at its moment."""
    user_id = standing.user.pk if standing.user else None
    return share_model.objects.filter(
        Q(body__in=standing.reads) | Q(person__user=user_id, person__user__isnull=False),
        until__gt=standing.moment,
    ).filter(Q(revoked_at__isnull=True) | Q(revoked_at__gt=standing.moment))


def invitations_in_force(guest_model, standing):
    """Return the invitations to meetings that `standing` holds at its moment."""
    user_id = standing.user.pk if standing.user else None
    return guest_model.objects.filter(
        person__user=user_id, person__user__isnull=False, until__gt=standing.moment
    )


class MeetingQuerySet(models.QuerySet):
    """Meetings."""

    def visible_to(self, who):
        """Return the meetings that a user (or Standing) may see."""
        standing = standing_of(who)
        if standing.secretariat:
            return self.all()
        if standing.user is None:
            return self.none()
        guests = self.model._meta.get_field("guests").related_model
        invited = invitations_in_force(guests, standing).filter(meeting=OuterRef("pk"))
        convened = Q(convened_at__isnull=False) & (
            Q(body__in=standing.reads)
            | Q(open_to_guests=True, body__in=standing.visits)
            | Q(Exists(invited))
        )
        return self.filter(convened | Q(body__in=standing.manages))

    def coming(self, moment=None):
        """Return those that are not over, the next first."""
        return self.filter(ends_at__gte=moment or timezone.now()).order_by("starts_at", "pk")

    def past(self, moment=None):
        """Return those that are over, the latest first."""
        return self.filter(ends_at__lt=moment or timezone.now()).order_by("-starts_at", "-pk")


class ReplyQuerySet(models.QuerySet):
    """What was said to convocations."""

    def that_hold(self):
        """Return those that still hold: not that a substitute comes whose own mandate ends before.

        Who sent them has to reply again.
        """
        day = TruncDate("meeting__starts_at", tzinfo=timezone.get_default_timezone())
        lasts = Q(substitute__ends_on__isnull=True) | Q(substitute__ends_on__gte=day)
        stays = Q(substitute__ended_at__isnull=True) | Q(
            substitute__ended_at__gt=F("meeting__starts_at")
        )
        return self.filter(Q(substitute__isnull=True) | (lasts & stays))


class MinutesQuerySet(models.QuerySet):
    """Minutes of meetings."""

    def visible_to(self, who):
        """Return the minutes that a user (or Standing) may read.

        Drafts are their writers', what is sent round is the body's. Guests of a meeting read what
        is approved, unless a point was closed to them: the minutes tell of that too.
        """
        standing = standing_of(who)
        if standing.secretariat:
            return self.all()
        if standing.user is None:
            return self.none()
        meetings = self.model._meta.get_field("meeting").related_model
        items = meetings._meta.get_field("items").related_model
        closed = items.objects.filter(meeting=OuterRef("meeting"), closed_to_guests=True)
        state = self.model.State
        return self.filter(
            Q(meeting__body__in=standing.manages)
            | Q(state__in=(state.CIRCULATED, state.APPROVED), meeting__body__in=standing.reads)
            | Q(state=state.APPROVED, meeting__open_to_guests=True) & ~Exists(closed),
            meeting__in=meetings.objects.visible_to(standing),
        )


class DocumentQuerySet(models.QuerySet):
    """Documents, of which everybody sees another part."""

    def visible_to(self, who):
        """Return the documents that a user (or Standing) may read, whatever their version."""
        standing = standing_of(who)
        kept = self.filter(disposed_at__isnull=True)
        if standing.secretariat:
            return kept
        if standing.user is None:
            return self.none()
        shares = self.model._meta.get_field("shares").related_model
        shared = shares_in_force(shares, standing).filter(document=OuterRef("pk"))
        posted = Q(state=self.model.State.PUBLISHED) & (
            Q(folder__body__in=standing.reads)
            | Q(open_to_guests=True, folder__body__in=standing.visits)
            | Q(Exists(shared))
            | Q(open_to_guests=True) & Q(Exists(self._tabled_for_guests(standing)))
        )
        return kept.filter(posted | Q(folder__body__in=standing.manages))

    def _tabled_for_guests(self, standing):
        """Return the papers of meetings that `standing` is invited to by name."""
        versions = self.model._meta.get_field("versions").related_model
        papers = versions._meta.get_field("papers").related_model
        guests = (
            papers._meta.get_field("item")
            .related_model._meta.get_field("meeting")
            .related_model._meta.get_field("guests")
            .related_model
        )
        return papers.objects.filter(
            version__document=OuterRef("pk"),
            item__closed_to_guests=False,
            item__meeting__convened_at__isnull=False,
            item__meeting__guests__in=invitations_in_force(guests, standing),
        )

    def with_current(self):
        """Return the rows with their newest version and folder, for lists."""
        return self.select_related("current", "folder__body")


class DecisionQuerySet(models.QuerySet):
    """Decisions of the register."""

    def visible_to(self, who):
        """Return the decisions that a user (or Standing) may read."""
        standing = standing_of(who)
        if standing.secretariat:
            return self.all()
        return self.filter(
            Q(body__in=standing.reads | standing.manages)
            | Q(closed_to_guests=False, body__in=standing.visits)
        )

    def matching(self, *, body=None, year=None, pending=False, words=""):
        """Return those of a body (its code) and a year, with follow-ups to do, with all words."""
        rows = self
        if body:
            rows = rows.filter(body__code=body)
        if year:
            rows = rows.filter(year=year)
        if pending:
            follow_ups = self.model._meta.get_field("follow_ups").related_model
            rows = rows.filter(
                Exists(follow_ups.objects.filter(decision=OuterRef("pk"), done_on__isnull=True))
            )
        for word in fold(words).split()[:10]:
            rows = rows.filter(search_text__contains=word)
        return rows

    def with_follow_ups(self):
        """Return the rows with what is to be done because of them."""
        follow_ups = self.model._meta.get_field("follow_ups").related_model
        return self.prefetch_related(
            Prefetch("follow_ups", follow_ups.objects.select_related("owner"))
        )


class DemandQuerySet(models.QuerySet):
    """Demands for extraordinary meetings."""

    def visible_to(self, who):
        """Return the demands that a user (or Standing) may see: its body's readers, no guests."""
        standing = standing_of(who)
        if standing.secretariat:
            return self.all()
        return self.filter(body__in=standing.reads | standing.manages)

    def running(self, moment=None):
        """Return those that can still be joined: open, and not past their last moment."""
        return self.filter(state=self.model.State.OPEN, closes_at__gt=moment or timezone.now())
