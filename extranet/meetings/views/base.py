"""What the views of one meeting have in common."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from extranet.core.views.actions import ActionView
from extranet.core.views.base import ExtranetView
from extranet.meetings.models import Meeting


class MeetingsView(ExtranetView):
    """A view of the room for meetings."""

    section = "meetings"

    def trail(self) -> list[dict]:
        """Return the way here, as the breadcrumbs show it."""
        return [{"title": _("Meetings"), "url": reverse("extranet:meetings")}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"breadcrumbs": self.trail()}


class MeetingView(MeetingsView):
    """A view of one meeting, which whoever may see the meeting may see."""

    @cached_property
    def meeting(self) -> Meeting:
        """The meeting of the address."""
        rows = Meeting.objects.visible_to(self.standing).select_related("body")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def manages(self) -> bool:
        """Whether the reader prepares the meetings of this body."""
        return self.standing.may_manage(self.meeting.body_id)

    def trail(self):
        here = {"title": self.meeting.title, "url": self.meeting.get_absolute_url()}
        return [*super().trail(), here]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"meeting": self.meeting, "manages": self.manages}

    def back(self, to: str = "", anchor: str = "") -> HttpResponseRedirect:
        """Return the way to the meeting's page, or to the view of that name about it."""
        address = reverse(f"extranet:{to}", args=[self.meeting.pk]) if to else ""
        return HttpResponseRedirect((address or self.meeting.get_absolute_url()) + anchor)


class OfficersView(MeetingView):
    """A view of one meeting for its body's officers and the secretariat."""

    # Whether it makes sense only while the meeting is still prepared.
    ahead_only = True

    def admit(self):
        self.require(self.manages)
        if self.ahead_only and not self.meeting.is_prepared:
            messages.warning(
                self.request,
                _("This meeting was held or cancelled: it cannot be changed any more."),
            )
            return self.back()
        return super().admit()


class ActView(OfficersView, ActionView):
    """An action on a meeting, in the form that all of them share.

    Subclasses give `title`, `submit_text`, `act_on(form)` and perhaps `lede`, `done_message` and
    `get_done_url`.
    """

    template_name = "meetings/form.html"
    title = submit_text = lede = ""
    # A page before which the reader goes back; by default the meeting's.
    back_to = ""
    danger = False

    def get_done_url(self):
        return self.back(self.back_to).url

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "title": self.title,
            "lede": self.lede,
            "submit_text": self.submit_text,
            "cancel_url": self.back(self.back_to).url,
            "danger": self.danger,
        }
