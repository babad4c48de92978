"""Minutes of a meeting: read, write, compare, send round, approve."""

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from cms.core import markdown
from extranet.core.views.actions import ActionView
from extranet.core.views.base import ExtranetView
from extranet.meetings.models import Meeting
from extranet.records import drafting
from extranet.records.forms.minutes import ApproveForm, CirculateForm, WriteForm
from extranet.records.models import Correction, Decision, Minutes
from extranet.records.services import minutes as service
from extranet.records.text_diff import differences, stretches


class OfMeeting:
    """What all views of a meeting's minutes share; what may not be seen is 404."""

    section = "meetings"

    @cached_property
    def meeting(self) -> Meeting:
        """The meeting that the address names, if the reader may see it."""
        meetings = Meeting.objects.visible_to(self.standing).select_related("body")
        return get_object_or_404(meetings, pk=self.kwargs["meeting"])

    @cached_property
    def found(self) -> Minutes | None:
        """Its minutes, if there are any and the reader may see them."""
        minutes = (
            Minutes.objects.visible_to(self.standing)
            .select_related("approved_at")
            .filter(meeting=self.meeting)
            .first()
        )
        if minutes is not None:
            minutes.meeting = self.meeting
        return minutes

    @cached_property
    def minutes(self) -> Minutes:
        """Its minutes; 404 where there are none to be seen."""
        if self.found is None:
            raise Http404(_("There is no such page, or it is not for you."))
        return self.found

    @cached_property
    def manages(self) -> bool:
        """Whether the reader keeps these minutes."""
        return self.standing.may_manage(self.meeting.body_id)

    @cached_property
    def reads(self) -> bool:
        """Whether the reader reads what the body reads, and not only what guests do."""
        return self.manages or self.standing.may_read(self.meeting.body_id)

    def address(self, name: str = "minutes", *args) -> str:
        """Return the address of a page of these minutes."""
        return reverse(f"extranet:{name}", args=[self.kwargs["meeting"], *args])

    def get_done_url(self) -> str:
        return self.address()

    def get_context_data(self, **kwargs):
        trail = [
            {"title": _("Meetings"), "url": reverse("extranet:meetings")},
            {"title": self.meeting.title, "url": self._meeting_url()},
        ]
        if self.found is not None and self.request.path != self.address():
            trail.append({"title": _("Minutes"), "url": self.address()})
        # The address itself says `meeting` too, by its number.
        about = {
            "meeting": self.meeting,
            "minutes": self.found,
            "manages": self.manages,
            "reads": self.reads,
            "breadcrumbs": trail,
        }
        return super().get_context_data(**(kwargs | about))

    def _meeting_url(self) -> str:
        return reverse("extranet:meeting", args=[self.meeting.pk])


class MinutesView(OfMeeting, ExtranetView, TemplateView):
    """The latest text, how far the minutes have come, and what is asked to be corrected."""

    template_name = "records/minutes/minutes.html"

    def get_context_data(self, **kwargs):
        revision = self.minutes.revisions_for(self.standing).first()
        if revision is None:
            raise Http404
        corrections = []
        if self.reads:
            corrections = list(
                self.minutes.corrections.select_related("person", "revision", "worked_in")
            )
        return super().get_context_data(
            revision=revision,
            text=markdown.render(revision.text),
            corrections=corrections,
            open_corrections=sum(c.state == Correction.State.OPEN for c in corrections),
            may_correct=self.minutes.takes_corrections()
            and service.may_correct(self.minutes, self.standing),
            **kwargs,
        )


class MinutesPrintView(MinutesView):
    """The text alone, with what was decided, as it goes on paper."""

    template_name = "records/minutes/print.html"

    def get_context_data(self, **kwargs):
        decisions = Decision.objects.visible_to(self.standing).filter(meeting=self.meeting)
        return super().get_context_data(decisions=decisions.order_by("year", "number"), **kwargs)


class MinutesRevisionsView(OfMeeting, ExtranetView, TemplateView):
    """All revisions, who wrote them and why."""

    template_name = "records/minutes/revisions.html"

    def get_context_data(self, **kwargs):
        self.require(self.reads)
        worked = Prefetch("works_in", Correction.objects.select_related("person"))
        revisions = list(
            self.minutes.revisions_for(self.standing).defer("text").prefetch_related(worked)
        )
        # The first one that the reader may see has nothing to be compared with.
        return super().get_context_data(
            revisions=revisions, first=revisions[-1] if revisions else None, **kwargs
        )


class MinutesRevisionView(OfMeeting, ExtranetView, TemplateView):
    """One revision as it was."""

    template_name = "records/minutes/revision.html"

    def get_context_data(self, **kwargs):
        self.require(self.reads)
        revisions = self.minutes.revisions_for(self.standing)
        revision = get_object_or_404(revisions, number=self.kwargs["number"])
        return super().get_context_data(
            revision=revision, text=markdown.render(revision.text), **kwargs
        )


class MinutesChangesView(OfMeeting, ExtranetView, TemplateView):
    """What one revision changed in the one before it, or in an earlier one."""

    template_name = "records/minutes/changes.html"

    def get_context_data(self, **kwargs):
        self.require(self.reads)
        revisions = self.minutes.revisions_for(self.standing)
        after = get_object_or_404(revisions, number=self.kwargs["number"])
        before = revisions.filter(number__lt=after.number)
        if since := self.kwargs.get("since"):
            before = before.filter(number=since)
        before = before.first()
        if before is None:
            raise Http404
        found = differences(before.text, after.text)
        return super().get_context_data(
            before=before,
            after=after,
            stretches=stretches(found),
            changed=sum(paragraph.kind != "same" for paragraph in found),
            **kwargs,
        )


class MinutesActionView(OfMeeting, ActionView):
    """Something done to minutes by who keeps them, while they can still change."""

    def dispatch_allowed(self) -> bool:
        """Return whether the view is there at all."""
        return self.manages and not self.minutes.is_locked

    def get_form_kwargs(self):
        # Asked for every method that shows or takes the form.
        self.require(self.dispatch_allowed())
        return super().get_form_kwargs()


class MinutesWriteView(MinutesActionView):
    """Writes a revision; where somebody was faster, both texts are shown and none is lost."""

    template_name = "records/minutes/write.html"
    form_class = WriteForm
    done_message = gettext_lazy("The revision is saved.")
    conflict = None

    def dispatch_allowed(self) -> bool:
        return self.manages and not (self.found and self.found.is_locked)

    @cached_property
    def latest(self):
        """The revision that one starts from, if there is any."""
        return self.found.revisions.select_related("written_by").first() if self.found else None

    def get_initial(self):
        if self.latest is not None:
            return {
                "base": self.latest.number,
                "language": self.found.language,
                "text": self.latest.text,
            }
        language = get_language()
        asked = self.request.GET.get("language", "")
        if asked in dict(WriteForm.base_fields["language"].choices):
            language = asked
        return {"base": 0, "language": language, "text": drafting.draft(self.meeting, language)}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"minutes": self.found}

    def act(self, data):
        service.write(
            meeting=self.meeting,
            text=data["text"],
            language=data["language"],
            base=data["base"],
            summary=data["summary"],
            works_in=data.get("works_in", ()),
            by=self.request.user,
        )

    def refused(self, form, refusal):
        super().refused(form, refusal)
        if isinstance(refusal, service.EditedMeanwhile):
            self.conflict = refusal.latest
            # Saved once more, it goes on top of what the other one wrote, knowingly.
            form.data = form.data.copy()
            form.data["base"] = refusal.latest.number

    def get_context_data(self, **kwargs):
        if self.conflict is not None:
            found = differences(self.conflict.text, kwargs["form"]["text"].value())
            kwargs |= {"conflict": self.conflict, "stretches": stretches(found)}
        return super().get_context_data(latest=self.latest, **kwargs)


class MinutesCirculateView(MinutesActionView):
    """Sends the minutes round the body."""

    template_name = "records/minutes/circulate.html"
    form_class = CirculateForm
    done_message = gettext_lazy("The minutes are sent round. The body can ask for corrections.")

    def get_initial(self):
        return {"corrections_until": self.minutes.corrections_until}

    def act(self, data):
        service.circulate(minutes=self.minutes, by=self.request.user, **data)


class MinutesApproveView(MinutesActionView):
    """Records which meeting approved the minutes, and locks them."""

    template_name = "records/minutes/approve.html"
    form_class = ApproveForm
    done_message = gettext_lazy("The minutes are approved and locked.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"minutes": self.minutes}

    def act(self, data):
        service.approve(minutes=self.minutes, by=self.request.user, **data)

    def get_context_data(self, **kwargs):
        corrections = self.minutes.corrections.all()
        pending = [
            row
            for row in corrections
            if row.state == Correction.State.OPEN or service.is_to_be_worked_in(row)
        ]
        possible = kwargs.get("form") or self.get_form()
        return super().get_context_data(
            pending=len(pending), possible=possible.fields["at"].queryset.exists(), **kwargs
        )
