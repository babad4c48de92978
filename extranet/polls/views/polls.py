"""The list of polls, and asking one."""

import datetime

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView
from poll.models import Poll

from cms.directory.models import Body
from extranet.core.standing import ENTITLED, OFFICERS
from extranet.core.views.actions import ActionView
from extranet.core.views.base import ExtranetView
from extranet.polls.forms import AskForm
from extranet.polls.models import Answer, Question
from extranet.polls.services import polls as service

A_PAGE = 25
# How long a poll is open unless somebody says otherwise.
DAYS_OPEN = 7


class PollsView(ExtranetView, ListView):
    """The polls that the reader may see: running, over, and those of an old installation."""

    template_name = "polls/polls.html"
    context_object_name = "over"
    section = "polls"
    paginate_by = A_PAGE

    def get_queryset(self):
        rows = Question.objects.visible_to(self.standing).select_related("body").with_answers()
        self.seen = rows
        over = rows.exclude(pk__in=Question.objects.running().values("pk"))
        return over.order_by("-asked_at", "-pk")

    def get_context_data(self, **kwargs):
        running = list(self.seen.running().order_by("closes_at", "pk"))
        mine = Answer.objects.filter(user=self.request.user, question__in=running)
        old = (
            Poll.objects.filter(question=None) if self.standing.secretariat else Poll.objects.none()
        )
        return super().get_context_data(
            running=running,
            answered=set(mine.values_list("question", flat=True)),
            bodies=self._bodies(),
            old=old.order_by("-date", "-pk") if self.standing.secretariat else (),
            **kwargs,
        )

    def _bodies(self):
        """Return the bodies that the reader can ask."""
        if self.standing.secretariat:
            return Body.objects.order_by("sort_order", "code")
        roles = ENTITLED | OFFICERS
        mine = [m.body_id for m in self.standing.mandates if m.role in roles]
        return Body.objects.filter(pk__in=mine).order_by("sort_order", "code")


class AskView(ActionView):
    """Asks a body, or the whole extranet where the address names none."""

    template_name = "polls/ask.html"
    form_class = AskForm
    section = "polls"
    done_message = gettext_lazy("The poll is asked. Those who can answer it are told by e-mail.")

    @cached_property
    def body(self) -> Body | None:
        """The body that the address names; None where all are asked."""
        code = self.kwargs.get("body")
        return get_object_or_404(Body, code=code) if code else None

    def admit(self):
        self.require(
            self.request.user.is_authenticated and service.may_ask(self.standing, self.body)
        )

    def get_initial(self):
        end = timezone.localtime() + datetime.timedelta(days=DAYS_OPEN)
        return {
            "time_zone": self.request.user.time_zone or "UTC",
            "closes_at": end.replace(hour=18, minute=0),
        }

    def act(self, data):
        self.question = service.ask(body=self.body, by=self.request.user, **data)

    def get_done_url(self):
        return reverse("extranet:poll", args=[self.question.pk])

    def get_context_data(self, **kwargs):
        trail = [{"title": _("Polls"), "url": reverse("extranet:polls")}]
        return super().get_context_data(body=self.body, breadcrumbs=trail, **kwargs)
