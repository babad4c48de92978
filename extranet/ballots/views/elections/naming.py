"""Names candidates, changes and withdraws them, accepts, admits and refuses."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.directory.models import Organisation
from extranet.ballots.forms.election_steps import ReasonForm
from extranet.ballots.forms.elections import NominationForm
from extranet.ballots.services.elections import admitting, conditions, naming
from extranet.ballots.views.elections.base import ActOnElection, ActOnNomination

FIELDS = (*naming.FIELDS, "photograph", "remove_photograph", "accepted")


class NominateView(ActOnElection):
    """Names a candidate of an organisation."""

    template_name = "ballots/elections/nominate.html"
    form_class = NominationForm
    title = gettext_lazy("Name a candidate")
    submit_text = gettext_lazy("Name them")
    done_message = gettext_lazy("The candidate is named. You can change it until the moment.")

    @cached_property
    def organisation(self) -> Organisation:
        """The organisation of the address, if the reader names for it."""
        if self.manages:
            return get_object_or_404(Organisation, pk=self.kwargs["organisation"])
        mine = conditions.organisations_of(self.election, self.standing)
        found = [one for one in mine if one.pk == self.kwargs["organisation"]]
        self.require(bool(found))
        return found[0]

    def allowed(self):
        return bool(self.organisation) and not self.election.is_draft

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "election": self.election,
            "people": naming.people_of(self.organisation),
        }

    def act(self, data):
        naming.nominate(
            election=self.election,
            organisation=self.organisation,
            by=self.request.user,
            **_given(data),
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(organisation=self.organisation, **kwargs)


def _given(data: dict) -> dict:
    """Return what the service takes of a form's data."""
    return {name: value for name, value in data.items() if name in FIELDS}


class OfOrganisation(ActOnNomination):
    """An action for the organisation that has named, and for who manages the body."""

    def allowed(self):
        mine = conditions.organisations_of(self.election, self.standing)
        return self.manages or self.nomination.organisation in mine


class NominationChangeView(OfOrganisation):
    """Changes what is said of a candidate."""

    template_name = "ballots/elections/nominate.html"
    form_class = NominationForm
    title = gettext_lazy("Change the candidate")
    submit_text = gettext_lazy("Save")
    done_message = gettext_lazy("The candidate is changed.")

    def get_initial(self):
        row = self.nomination
        values = {name: getattr(row, name) for name in naming.FIELDS if name != "person"}
        accepted = row.accepted_at is not None
        return values | {"person": row.person_id, "place": row.place_id, "accepted": accepted}

    def get_form_kwargs(self):
        people = naming.people_of(self.nomination.organisation)
        if self.nomination.person_id:
            people = people | people.model.objects.filter(pk=self.nomination.person_id)
        return super().get_form_kwargs() | {
            "election": self.election,
            "nomination": self.nomination,
            "people": people,
        }

    def act(self, data):
        naming.change(nomination=self.nomination, by=self.request.user, **_given(data))

    def get_context_data(self, **kwargs):
        return super().get_context_data(organisation=self.nomination.organisation, **kwargs)


class NominationWithdrawView(ActOnNomination):
    """Takes a candidate back: the organisation, or the candidate."""

    title = gettext_lazy("Withdraw the candidate")
    submit_text = gettext_lazy("Withdraw")
    done_message = gettext_lazy("The candidate is withdrawn.")
    danger = True

    def allowed(self):
        person = self.nomination.person
        if person and person.user_id == self.request.user.pk:
            return True
        mine = conditions.organisations_of(self.election, self.standing)
        return self.manages or self.nomination.organisation in mine

    @property
    def lede(self):
        """Whom it is about."""
        return _("%(name)s no longer stands.") % {"name": self.nomination.name}

    def act(self, data):
        naming.withdraw(nomination=self.nomination, by=self.request.user)


class NominationAcceptView(ActOnNomination):
    """Agrees to stand: the candidate, or who manages the body and has it in writing."""

    submit_text = gettext_lazy("Yes")
    done_message = gettext_lazy("It is recorded that the candidate agrees to stand.")

    @property
    def is_own(self) -> bool:
        """Whether the reader is the candidate."""
        person = self.nomination.person
        return bool(person and person.user_id == self.request.user.pk)

    def allowed(self):
        return self.manages or self.is_own

    @property
    def title(self):
        """What is asked."""
        if self.is_own:
            return _("Do you stand for this election?")
        return _("Has the candidate agreed in writing?")

    @property
    def lede(self):
        """Whom it is about."""
        if self.is_own:
            return _("Your name, statement and photograph are shown to those who vote.")
        return self.nomination.name

    def act(self, data):
        naming.accept(nomination=self.nomination, by=self.request.user)


class NominationAdmitView(ActOnNomination):
    """Puts a candidate on the list."""

    title = gettext_lazy("Admit the candidate")
    submit_text = gettext_lazy("Admit")
    done_message = gettext_lazy("The candidate is admitted.")

    @property
    def lede(self):
        """Whom it is about."""
        return f"{self.nomination.name} – {self.nomination.organisation.name}"

    def act(self, data):
        admitting.admit(nomination=self.nomination, by=self.request.user)


class NominationRefuseView(ActOnNomination):
    """Keeps a candidate off the list, with the reason."""

    form_class = ReasonForm
    title = gettext_lazy("Refuse the candidate")
    submit_text = gettext_lazy("Refuse")
    done_message = gettext_lazy("The candidate is refused; the organisation reads why.")
    danger = True

    @property
    def lede(self):
        """Whom it is about."""
        return f"{self.nomination.name} – {self.nomination.organisation.name}"

    def act(self, data):
        admitting.refuse(nomination=self.nomination, by=self.request.user, **data)
