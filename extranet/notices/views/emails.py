"""For the secretariat: which e-mails did not go out, or perhaps did; never what they say."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import ListView

from cms.core.errors import Refused
from extranet.core.views.base import ExtranetView
from extranet.notices.kinds import KINDS
from extranet.notices.models import Notice
from extranet.notices.services import notices

State = Notice.State
# What needs somebody first.
SHOWN = (State.FAILED, State.UNKNOWN, State.WAITING, State.SENDING)
SECTION = "emails"


class EmailsView(ExtranetView, ListView):
    """The e-mails that are not known to have arrived, those that need somebody first."""

    template_name = "notices/emails/list.html"
    section = SECTION
    paginate_by = 50

    def get(self, request, *args, **kwargs):
        self.require(self.standing.secretariat)
        return super().get(request, *args, **kwargs)

    @property
    def chosen(self) -> dict[str, str]:
        """What the list is narrowed to: a state and a kind, as far as they exist."""
        allowed = {"state": {state.value for state in SHOWN}, "kind": set(KINDS)}
        asked = {name: self.request.GET.get(name, "") for name in allowed}
        return {name: value for name, value in asked.items() if value in allowed[name]}

    def get_queryset(self):
        return (
            Notice.objects.filter(**({"state__in": SHOWN} | self.chosen))
            .select_related("user")
            .order_by("-created_at", "-pk")
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for row in context["object_list"]:
            row.label = KINDS[row.kind].label if row.kind in KINDS else row.kind
            row.stuck = row.state in notices.STUCK
        chosen = self.chosen
        query = urlencode(chosen)
        return context | {
            "groups": [
                self._group("state", _("State"), dict(State.choices)),
                self._group("kind", _("About"), {k: row.label for k, row in KINDS.items()}),
            ],
            "sentence": self._sentence(context["paginator"].count),
            "clear_url": self.request.path if chosen else "",
            "query": f"{query}&" if query else "",
            "here": self.request.get_full_path(),
        }

    def _sentence(self, count: int) -> str:
        text = ngettext(
            "%(count)s notice that is not known to have arrived",
            "%(count)s notices that are not known to have arrived",
            count,
        )
        return text % {"count": count}

    def _group(self, name: str, label: str, labels: dict) -> dict:
        """Return one filter as the component takes it, counted within the other one."""
        others = {key: value for key, value in self.chosen.items() if key != name}
        rows = Notice.objects.filter(**({"state__in": SHOWN} | others)).order_by()
        counts = dict(rows.values_list(name).annotate(Count("pk")))
        chosen = self.chosen.get(name)
        choices = [
            {
                "value": value,
                "label": text,
                "count": counts[value],
                "url": "?" + urlencode(others if value == chosen else others | {name: value}),
                "chosen": value == chosen,
            }
            for value, text in labels.items()
            if counts.get(value) and (name != "state" or value in SHOWN)
        ]
        current = next((choice for choice in choices if choice["chosen"]), None)
        return {"name": name, "label": label, "choices": choices, "chosen": current}


class EmailActionView(ExtranetView):
    """Send again an e-mail that is stuck, or set it aside."""

    section = SECTION
    http_method_names = ["post"]

    def post(self, request, pk):
        self.require(self.standing.secretariat)
        notice = get_object_or_404(Notice, pk=pk)
        try:
            if "aside" in request.POST:
                notices.set_aside(notice=notice, by=request.user)
                messages.success(request, _("Set aside."))
            else:
                notices.send_again(notice=notice, by=request.user)
                messages.success(request, _("It is being sent again."))
        except Refused as error:
            messages.error(request, str(error))
        return HttpResponseRedirect(self._back())

    def _back(self) -> str:
        target = self.request.POST.get("next", "")
        if url_has_allowed_host_and_scheme(target, {self.request.get_host()}):
            return target
        return reverse("extranet:emails")
