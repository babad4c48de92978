"""The decision on a case: put before the body, proposed, entered."""

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from extranet.core import deciding
from extranet.membership import forms
from extranet.membership.models import Case
from extranet.membership.services import settling
from extranet.membership.views.base import CaseActionView
from extranet.records.models import Decision

State, Kind = Case.State, Case.Kind


class PutView(CaseActionView):
    """Puts a case before its body."""

    form_class = forms.PutForm
    title = gettext_lazy("Put it before the body")
    submit = gettext_lazy("Put it before the body")
    done_message = gettext_lazy("The case is before the body, whose members have been told.")

    def get_intro(self):
        return _("From now on the case is read by who reads the papers of: %(body)s.") % {
            "body": self.case.body.label
        }

    def act(self, data):
        settling.put_before(case=self.case, by=self.request.user, **data)


class ProposeView(CaseActionView):
    """Has the body vote on a case."""

    form_class = forms.ProposeForm
    title = gettext_lazy("Prepare the vote")
    submit = gettext_lazy("Prepare the vote")
    intro = gettext_lazy("The organisation concerned takes no part in it.")

    def allowed(self):
        return self.case.state == State.BEFORE and self.manages and deciding.decider() is not None

    def get_initial(self):
        return question(self.case)

    def act(self, data):
        self.address = settling.propose(case=self.case, by=self.request.user, **data)

    def get_done_url(self):
        return getattr(self, "address", "") or super().get_done_url()


def question(case: Case) -> dict[str, dict[str, str]]:
    """Return what a body is asked about a case, as titles and texts in every language."""
    titles, texts = {}, {}
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        with override(code):
            titles[code] = case.title
            texts[code] = _said(case) % {
                "name": case.name,
                "status": case.get_grants_display(),
            }
    return {"titles": titles, "texts": texts}


def _said(case: Case) -> str:
    return {
        Kind.ADMISSION: _("%(name)s is admitted as %(status)s."),
        Kind.SUSPENSION: _("The membership of %(name)s is suspended."),
        Kind.LIFTING: _("The suspension of %(name)s is lifted."),
        Kind.EXCLUSION: _("%(name)s is excluded."),
    }[case.kind]


class DecisionView(CaseActionView):
    """Enters the decision that the body took in a meeting."""

    form_class = forms.DecisionForm
    title = gettext_lazy("Enter the decision")
    intro = gettext_lazy("What follows from it is done at once, and cannot be taken back here.")
    submit = gettext_lazy("Close the case with this decision")
    done_message = gettext_lazy("The case is closed.")

    def allowed(self):
        return self.case.state == State.BEFORE and self.manages

    @cached_property
    def decisions(self):
        """The decisions of the body that the reader may see."""
        rows = Decision.objects.visible_to(self.standing).filter(body=self.case.body_id)
        return rows.order_by("-taken_on", "-number")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"decisions": self.decisions}

    def act(self, data):
        settling.enter_decision(
            case=self.case,
            decision=data["decision"],
            adopted=data["outcome"] == "adopted",
            by=self.request.user,
        )
