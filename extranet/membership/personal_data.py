"""What is held about who applies, writes opinions and prepares cases."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.core.personal_data import sources
from extranet.core.personal_data import ActSource, OfBodySource
from extranet.membership.models import Application, Case, CaseFile, Hearing, Letter, Note, Opinion
from extranet.membership.services.applications import erase, erase_expired


class ApplicationSource(sources.ModelSource):
    """Who wrote an application; forgotten once its time is over, a draft with all it holds."""

    model = Application
    email_field = "email"
    fields = (
        "email",
        "names",
        "contact_name",
        "contact_role",
        "contact_phone",
        "leader_name",
        "consented_at",
        "keep_until",
    )

    def reason_to_keep(self, row):
        if row.is_draft or row.case.is_over:
            return ""
        return str(
            _("The application is still under way: withdraw it first, with the link you were sent.")
        )

    def erase(self, row):
        if row.is_draft:
            erase(row.case)
        else:
            row.anonymise()

    def anonymise_due(self, today):
        return erase_expired() + super().anonymise_due(today)


class OpinionSource(OfBodySource):
    """What somebody thought of an application."""

    model = Opinion
    label = _("Opinions on applications")
    person_field = "mandate__person"
    user_field = "given_by"
    body_field = "case__body"
    kept = _(
        "The opinions of a region belong to the case that a body decided on: without them nobody "
        "could tell on what it relied."
    )
    fields = ("view", "text", (pgettext_lazy("membership", "given on"), attrgetter("given_at")))


class HearingSource(OfBodySource):
    """To which address an organisation's hearing was announced, and who spoke for it."""

    model = Hearing
    label = _("Statements of organisations concerned")
    email_field = "email"
    user_field = "given_by"
    body_field = "case__body"
    kept = _(
        "That an organisation was heard before its membership was decided on must be provable; "
        "the statement is the organisation's."
    )
    fields = ("until", (pgettext_lazy("membership", "given on"), attrgetter("given_at")))


for source in (
    ApplicationSource(),
    OpinionSource(),
    HearingSource(),
    ActSource(Case, "opened_by", _("Membership cases opened"), body="body", when="received_at"),
    ActSource(
        CaseFile,
        "uploaded_by",
        _("Papers added to membership cases"),
        body="case__body",
        when="uploaded_at",
    ),
    ActSource(
        Letter, "made_by", _("Letters to applicants written"), body="case__body", when="made_at"
    ),
    ActSource(
        Note,
        "written_by",
        _("Notes on membership cases written"),
        body="case__body",
        when="written_at",
    ),
):
    sources.register(source)
