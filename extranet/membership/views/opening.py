"""Cases about organisations that belong: opened, heard, ended by their own word."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.directory.models import Organisation
from extranet.core.views.actions import ActionView
from extranet.membership import forms
from extranet.membership.models import Case
from extranet.membership.querysets import represented_by
from extranet.membership.rights import opens, prepares
from extranet.membership.services import effects, opening

Kind = Case.Kind
TITLES = {
    Kind.SUSPENSION: gettext_lazy("Open a suspension"),
    Kind.LIFTING: gettext_lazy("Open the lifting of a suspension"),
    Kind.EXCLUSION: gettext_lazy("Open an exclusion"),
}


class _New(ActionView):
    """A page that opens a case."""

    template_name = "membership/action.html"
    section = "cases"
    title = intro = submit = ""

    def allowed(self) -> bool:
        """Return whether the reader may open such a case."""
        raise NotImplementedError

    def admit(self):
        self.require(self.allowed())

    def get_context_data(self, **kwargs):
        trail = [{"title": _("Memberships"), "url": reverse("extranet:cases")}]
        return super().get_context_data(
            title=self.title,
            intro=str(self.intro),
            submit=self.submit,
            breadcrumbs=trail,
            **kwargs,
        )

    def get_done_url(self):
        return reverse("extranet:cases")


class OpenView(_New):
    """Opens a suspension, its lifting or an exclusion."""

    form_class = forms.OpenForm
    intro = gettext_lazy(
        "The organisation concerned is heard before the body decides; it reads the reasons."
    )
    submit = gettext_lazy("Open the case")
    done_message = gettext_lazy("The case is opened.")

    def allowed(self):
        return self.kwargs["kind"] in TITLES and opens(self.standing)

    @property
    def title(self):
        """What the page is called."""
        return TITLES[self.kwargs["kind"]]

    def get_form_kwargs(self):
        kind = self.kwargs["kind"]
        rows = Organisation.objects.with_status().filter(status__in=effects.PRESUPPOSED[kind])
        return super().get_form_kwargs() | {
            "kind": kind,
            "organisations": rows.select_related("place"),
        }

    def act(self, data):
        self.case = opening.open_case(kind=self.kwargs["kind"], by=self.request.user, **data)

    def get_done_url(self):
        seen = Case.objects.visible_to(self.standing).filter(pk=self.case.pk).exists()
        return reverse("extranet:case", args=[self.case.pk]) if seen else super().get_done_url()


class ResignView(_New):
    """Registers that an organisation leaves: its representative, or the secretariat by a letter."""

    form_class = forms.ResignForm
    title = gettext_lazy("Resignation")
    intro = gettext_lazy(
        "A member may leave at any time, in writing. No body decides on it. From the day it takes "
        "effect the organisation is no longer a member, and nobody holds a mandate for it."
    )
    submit = gettext_lazy("Register the resignation")
    done_message = gettext_lazy("The resignation is registered.")

    @cached_property
    def registers(self) -> bool:
        """Whether the reader registers letters, and does not resign for an own organisation."""
        return prepares(self.standing)

    @cached_property
    def organisations(self):
        """The organisations that may leave by the reader's hand."""
        rows = Organisation.objects.with_status().select_related("place")
        rows = rows.filter(status__in=effects.PRESUPPOSED[Kind.RESIGNATION])
        if self.registers:
            return rows
        return rows.filter(pk__in=represented_by(self.standing))

    def allowed(self):
        return self.registers or self.organisations.exists()

    def get_initial(self):
        only = None if self.registers else self.organisations.first()
        return super().get_initial() | ({"organisation": only} if only else {})

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "organisations": self.organisations,
            "registers": self.registers,
        }

    def act(self, data):
        opening.resign(by=self.request.user, **data)


class StatementView(ActionView):
    """The organisation concerned reads the reasons, and gives its statement."""

    template_name = "membership/statement.html"
    form_class = forms.StatementForm
    section = "cases"
    done_message = gettext_lazy("The statement is given. The body that decides will read it.")

    @cached_property
    def hearing(self):
        """The hearing of an organisation that the reader represents."""
        cases = Case.objects.against_organisations_of(self.standing)
        case = get_object_or_404(
            cases.filter(hearing__isnull=False).select_related("hearing", "body", "organisation"),
            pk=self.kwargs["pk"],
        )
        return case.hearing

    def admit(self):
        self.require(self.hearing is not None)

    def act(self, data):
        opening.state(hearing=self.hearing, text=data["statement"], by=self.request.user)

    def get_done_url(self):
        return self.request.path

    def get_context_data(self, **kwargs):
        return super().get_context_data(case=self.hearing.case, hearing=self.hearing, **kwargs)
