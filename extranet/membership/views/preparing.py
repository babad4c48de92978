"""What those who prepare a case do with it."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core.form_fields import ConfirmForm
from extranet.membership import forms
from extranet.membership.facts import about
from extranet.membership.models import Case
from extranet.membership.services import applications, files, letters, preparing
from extranet.membership.views.base import CaseActionView

State = Case.State


class TakeUpView(CaseActionView):
    """Begins to examine an application."""

    form_class = ConfirmForm
    title = gettext_lazy("Take up the application")
    intro = gettext_lazy("The applicant sees that it is being examined.")
    submit = gettext_lazy("Take it up")
    done_message = gettext_lazy("The application is being examined.")

    def allowed(self):
        return self.prepares and self.case.state == State.RECEIVED

    def act(self, data):
        preparing.take_up(case=self.case, by=self.request.user)


class PointsView(CaseActionView):
    """Ticks what is checked."""

    form_class = forms.PointsForm
    title = gettext_lazy("Points to check")
    submit = gettext_lazy("Save")
    done_message = gettext_lazy("Saved.")

    def get_initial(self):
        return {"points": list(self.case.checked_points.values_list("point", flat=True))}

    def act(self, data):
        preparing.check_points(case=self.case, points=data["points"], by=self.request.user)


class NoteView(CaseActionView):
    """Adds a note."""

    form_class = forms.NoteForm
    title = gettext_lazy("Add a note")
    submit = gettext_lazy("Add the note")
    done_message = gettext_lazy("The note is added.")

    def allowed(self):
        return self.prepares

    def act(self, data):
        preparing.note(case=self.case, by=self.request.user, **data)


class InquireView(CaseActionView):
    """Asks the applicant to add something."""

    form_class = forms.InquiryForm
    title = gettext_lazy("Ask the applicant to add something")
    intro = gettext_lazy("It stands on the page of the applicant, who is told by e-mail.")
    submit = gettext_lazy("Ask for it")
    done_message = gettext_lazy("The applicant is asked, and has been told by e-mail.")

    def allowed(self):
        return super().allowed() and self.case.kind == Case.Kind.ADMISSION

    def act(self, data):
        preparing.inquire(case=self.case, by=self.request.user, **data)


class MatchView(CaseActionView):
    """Says which organisation of the directory the applicant is."""

    form_class = forms.MatchForm
    title = gettext_lazy("Match with the directory")
    intro = gettext_lazy("Where it has no other status, it is an applicant from today.")
    submit = gettext_lazy("This is the applicant")
    done_message = gettext_lazy("The applicant is matched with the directory.")

    def allowed(self):
        return super().allowed() and self.case.kind == Case.Kind.ADMISSION

    def act(self, data):
        preparing.match(case=self.case, by=self.request.user, **data)


class EnterView(MatchView):
    """Enters the applicant into the directory."""

    form_class = forms.EnterForm
    title = gettext_lazy("Enter into the directory")
    intro = gettext_lazy(
        "A new organisation with the names, country and website of the application. Look first "
        "whether it is there already."
    )
    submit = gettext_lazy("Enter it")

    def act(self, data):
        preparing.enter(case=self.case, by=self.request.user, **data)


class AskOpinionsView(CaseActionView):
    """Asks the delegates of the region for their opinion."""

    form_class = forms.OpinionsForm
    title = gettext_lazy("Ask the region for its opinion")
    intro = gettext_lazy(
        "Each delegate writes one. Opinions are read by who prepares the case and by the body that "
        "decides, never by the applicant."
    )
    submit = gettext_lazy("Ask them")
    done_message = gettext_lazy("The delegates of the region are asked.")

    def act(self, data):
        preparing.ask_opinions(case=self.case, by=self.request.user, **data)


class OpinionView(CaseActionView):
    """A delegate of the region writes an opinion."""

    template_name = "membership/opinion.html"
    form_class = forms.OpinionForm
    title = gettext_lazy("Your opinion")
    submit = gettext_lazy("Give this opinion")
    done_message = gettext_lazy(
        "Thank you. Your opinion is noted; you can change it until the day that is given."
    )

    @cached_property
    def case(self) -> Case:
        """The case on which the reader is asked."""
        rows = Case.objects.asked_of(self.standing).with_names()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def opinion(self):
        """The opinion given so far, with the first of the reader's mandates."""
        mandates = [row.pk for row in self.standing.mandates]
        return self.case.opinions.filter(mandate__in=mandates).first()

    def allowed(self):
        return bool(self.case)

    def get_initial(self):
        return {"view": self.opinion.view, "text": self.opinion.text}

    def act(self, data):
        preparing.give_opinion(case=self.case, by=self.request.user, **data)

    def get_done_url(self):
        return self.request.path

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            facts=about(self.case, with_people=False), opinion=self.opinion, **kwargs
        )


class AddFileView(CaseActionView):
    """Adds a paper to a case."""

    form_class = forms.FileForm
    title = gettext_lazy("Add a paper")
    submit = gettext_lazy("Add it")
    done_message = gettext_lazy("The paper is added.")

    def allowed(self):
        return self.prepares and not self.case.is_over

    def act(self, data):
        files.add(
            case=self.case,
            upload=data["files"],
            purpose=data["purpose"],
            by=self.request.user,
        )


class WithdrawView(CaseActionView):
    """Closes a case without a decision."""

    form_class = ConfirmForm
    title = gettext_lazy("Close without a decision")
    intro = gettext_lazy(
        "For an application, only where the applicant has withdrawn it in writing. A vote that is "
        "being held on it changes nothing any more."
    )
    submit = gettext_lazy("Close it")
    done_message = gettext_lazy("The case is closed.")

    def allowed(self):
        return self.prepares and not self.case.is_over

    def act(self, data):
        applications.withdraw(case=self.case, by=self.request.user)


class LetterView(CaseActionView):
    """Writes the letter to the applicant."""

    form_class = forms.LetterForm
    title = gettext_lazy("Letter to the applicant")
    submit = gettext_lazy("Make the letter and send it")
    done_message = gettext_lazy("The letter is kept with the case; the applicant has been told.")

    def allowed(self):
        return self.prepares and letters.may_write(self.case)

    def get_intro(self):
        return _(
            "In the language of the applicant: %(language)s. Say nothing of the deliberation."
        ) % {"language": self.case.application.get_language_display()}

    def get_initial(self):
        return {"text": letters.draft(self.case)}

    def act(self, data):
        letters.write(case=self.case, by=self.request.user, **data)


class LetterAgainView(CaseActionView):
    """Sends the applicant a new link to the letter."""

    form_class = ConfirmForm
    title = gettext_lazy("Send the letter again")
    intro = gettext_lazy("The applicant gets a new link; the one before no longer works.")
    submit = gettext_lazy("Send it again")
    done_message = gettext_lazy("The applicant has been sent a new link.")

    def allowed(self):
        return self.prepares and letters.may_write(self.case) and self.case.letters.exists()

    def act(self, data):
        letters.send_again(case=self.case, by=self.request.user)
