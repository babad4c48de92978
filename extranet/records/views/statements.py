"""A decision becomes the draft of a statement."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from extranet.core.views.actions import ActionView
from extranet.records.forms.decisions import StatementForm
from extranet.records.services import statements as service
from extranet.records.views.decisions import OfDecision


class DecisionStatementView(OfDecision, ActionView):
    """Drafts a statement from a decision, for who keeps the register and may write statements."""

    template_name = "records/decisions/statement.html"
    form_class = StatementForm
    done_message = _("The draft is made from the decision. Complete it, then have it published.")

    @cached_property
    def languages(self) -> list[str]:
        """The languages in which the reader may write it."""
        return list(service.indexes_for(self.decision, self.request.user))

    def get_form_kwargs(self):
        self.require(self.manages and bool(self.languages))
        return super().get_form_kwargs() | {"languages": self.languages}

    def act(self, data):
        self.page = service.draft(decision=self.decision, by=self.request.user, **data)

    def get_done_url(self):
        if hasattr(self, "page"):
            return reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return super().get_done_url()
