"""The page that a mailed link opens: opening it shows, its button acts, once."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property

from cms.core import links, sent_once
from cms.core.errors import Refused
from cms.core.models import SecretLinkModel
from cms.core.public_forms.views import PublicFormView


class LinkFormView(PublicFormView):
    """Does with a button what the link is for that somebody was sent.

    An app says, besides what every public form says, `rows`, `use` and `closed_template`.
    """

    address_is_secret = True
    once_for = sent_once.KEPT
    # Shown with `problem` where the link leads no further.
    closed_template: str
    # What says so of a link that seemed to be good.
    closing: tuple[type[Exception], ...] = (links.LinkError,)

    def rows(self) -> QuerySet:
        """Return the rows among which that of the link is looked for."""
        raise NotImplementedError

    def use(self, data: dict) -> None:
        """Do what the link is for, with what the form holds. Raise LinkError or Refused."""
        raise NotImplementedError

    @property
    def token(self) -> str:
        """What the address holds."""
        return self.kwargs["token"]

    @cached_property
    def linked(self) -> SecretLinkModel:
        """The row that the link is for; an empty one where there is none."""
        rows = self.rows()
        row, _latest = links.find(rows, self.token)
        # What was never sent is told from what has been used by nothing that a stranger sees.
        return row or rows.model()

    @cached_property
    def problem(self) -> str:
        """Why the link leads no further, in words; empty where it does."""
        try:
            links.check(self.linked, self.token)
        except links.LinkError as error:
            return str(error)
        return ""

    def require(self) -> None:
        """Raise Http404 where what the good link belongs to is not there any more."""

    def get(self, request, *args, **kwargs):
        if self.problem:
            return self.closed(self.problem)
        self.require()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        # Before it is said that the link was used: it was, by the same form.
        if answer := self.earlier_answer:
            return answer
        if self.problem:
            return self.closed(self.problem)
        self.require()
        return super().post(request, *args, **kwargs)

    def act(self, form) -> None:
        """Nothing: what is done, and what speaks against it, `form_valid` sees to."""

    def form_valid(self, form):
        try:
            self.use(form.cleaned_data)
        except self.closing as error:
            return self.closed(str(error))
        except Refused as refusal:
            refusal.add_to(form)
            return self.form_invalid(form)
        return super().form_valid(form)

    def closed(self, problem: str) -> HttpResponse:
        """Return the page that says why the link leads no further."""
        return render(self.request, self.closed_template, {"problem": problem}, status=410)
