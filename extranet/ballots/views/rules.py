"""The rules of decisions: the list, one kind with its versions, writing the next version."""

from collections import defaultdict

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from cms.core.form_fields import ConfirmForm
from cms.directory.models import Body
from extranet.ballots.forms.rules import NewRuleForm, RuleForm
from extranet.ballots.models import DecisionRule
from extranet.ballots.services import rules as service
from extranet.core.views.actions import ActionView
from extranet.core.views.base import ExtranetView


class RulesView(ExtranetView, TemplateView):
    """The rules in force of the bodies that one reads: of all of them, for the secretariat."""

    template_name = "ballots/rules/list.html"
    section = "ballots"

    def get_context_data(self, **kwargs):
        rules = defaultdict(list)
        for rule in DecisionRule.objects.in_force().order_by("kind"):
            rules[rule.body_id].append(rule)
        bodies = Body.objects.order_by("sort_order", "code")
        if not self.standing.secretariat:
            self.require(bool(self.standing.reads))
            bodies = bodies.filter(pk__in=self.standing.reads)
        bodies = [(body, rules[body.pk]) for body in bodies]
        return super().get_context_data(bodies=bodies, **kwargs)


class OfRule:
    """What all views of one kind of decision of a body share; what may not be seen is 404."""

    section = "ballots"

    @cached_property
    def body(self) -> Body:
        """The body that the address names, if the reader reads what it reads."""
        body = get_object_or_404(Body, code=self.kwargs["body"])
        self.require(self.standing.may_read(body.pk))
        return body

    @cached_property
    def versions(self) -> list[DecisionRule]:
        """All versions of the rule, the newest first."""
        rows = DecisionRule.objects.filter(body=self.body, kind=self.kwargs["kind"])
        versions = list(rows.select_related("created_by").order_by("-version"))
        if not versions:
            raise Http404(_("There is no such page, or it is not for you."))
        for version in versions:
            version.body = self.body
        return versions

    @property
    def rule(self) -> DecisionRule:
        """The newest version."""
        return self.versions[0]

    def get_done_url(self) -> str:
        return reverse("extranet:decision-rule", args=[self.rule.body.code, self.rule.kind])

    def get_context_data(self, **kwargs):
        trail = [{"title": self.body.label, "url": reverse("extranet:body", args=[self.body.code])}]
        if self.standing.secretariat:
            trail = [{"title": _("Rules of decisions"), "url": reverse("extranet:decision-rules")}]
        if self.request.path != self.get_done_url():
            trail.append({"title": self.rule.label, "url": self.get_done_url()})
        return super().get_context_data(
            rule=self.rule, earlier=self.versions[1:], breadcrumbs=trail, **kwargs
        )


class RuleView(OfRule, ExtranetView, TemplateView):
    """A rule in words, and every version there was."""

    template_name = "ballots/rules/rule.html"


class RuleChangeView(OfRule, ActionView):
    """Writes the next version."""

    template_name = "ballots/rules/change.html"
    form_class = RuleForm
    done_message = gettext_lazy("The rule is saved as a new version.")

    def get_form_kwargs(self):
        self.require(self.standing.secretariat)
        # A row of its own: the version itself never changes.
        return super().get_form_kwargs() | {
            "instance": DecisionRule(**service.content_of(self.rule)),
        }

    def act(self, data):
        service.save_version(body=self.body, kind=self.rule.kind, by=self.request.user, **data)


class RuleNewView(ActionView):
    """Writes the rule of a kind of decision that a body has none for."""

    template_name = "ballots/rules/new.html"
    form_class = NewRuleForm
    section = "ballots"
    done_message = gettext_lazy("The rule is saved.")

    def admit(self):
        self.require(self.standing.secretariat)

    @cached_property
    def body(self) -> Body:
        """The body that the address names."""
        return get_object_or_404(Body, code=self.kwargs["body"])

    def get_form_kwargs(self):
        instance = DecisionRule(unit=self.body.counts_by)
        return super().get_form_kwargs() | {"body": self.body, "instance": instance}

    def act(self, data):
        self.rule = service.save_version(body=self.body, by=self.request.user, **data)

    def get_done_url(self):
        return reverse("extranet:decision-rule", args=[self.body.code, self.rule.kind])

    def get_context_data(self, **kwargs):
        trail = [{"title": _("Rules of decisions"), "url": reverse("extranet:decision-rules")}]
        return super().get_context_data(body=self.body, breadcrumbs=trail, **kwargs)


class RuleRetireView(OfRule, ActionView):
    """Lets a body take a kind of decision no longer, after asking."""

    template_name = "ballots/rules/retire.html"
    form_class = ConfirmForm
    done_message = gettext_lazy("The rule is retired. Ballots that are open go on by it.")

    def get_form_kwargs(self):
        self.require(self.standing.secretariat)
        return super().get_form_kwargs()

    def act(self, data):
        service.retire(rule=self.rule, by=self.request.user)
