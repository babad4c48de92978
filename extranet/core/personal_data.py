"""What the extranet holds about people: the log of what was done, and who did what for a body."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from cms.core.personal_data import sources
from extranet.core.audit_labels import action_label
from extranet.core.models import AuditEntry


class OfBodySource(sources.ModelSource):
    """Rows that belong to a body: they say of which, and no more of what is confidential.

    Who has left a body may ask for these words too, and reads its papers no longer.
    """

    # What bodies hold goes before the mandates on them.
    order = 30
    # The way from a row to its body.
    body_field = "body"
    # Long texts that are not told.
    deferred = ()

    def find(self, subject):
        rows = super().find(subject).select_related(self.body_field)
        return rows.defer(*self.deferred)

    def describe(self, row):
        body = attrgetter(self.body_field.replace("__", "."))(row)
        return {str(_("Body")): str(body or "")} | super().describe(row)


class ActSource(OfBodySource):
    """What somebody did for a body as one of those who keep its records, by the column for it."""

    # What may go of a row goes before.
    order = 35
    code = ""
    label = ""
    kept = _(
        "It is part of the records of a body, and stays there. Once the account is erased it no "
        "longer says whose act it was."
    )

    def __init__(self, model, user_field: str, label: str, *, body: str, when: str = ""):
        self.model = model
        self.code = f"{model._meta.label_lower}:{user_field}"
        self.label = label
        self.user_field = user_field
        self.body_field = body
        self.fields = ((_("entry number"), lambda row: row.pk),)
        if when:
            self.fields += ((_("when"), attrgetter(when)),)


class AuditSource(OfBodySource):
    """What somebody did, as the log has it."""

    model = AuditEntry
    user_field = "actor"
    label = _("Log of what was done in the extranet")
    kept = _(
        "Who handled confidential papers, and when, must be provable: the log is only ever added "
        "to and keeps the name as it was then. The General Data Protection Regulation asks for it "
        "(articles 5(2) and 32) and lets it be kept (article 17(3)(b) and (e))."
    )
    fields = ("at", "name", (_("what"), lambda entry: action_label(entry.action)))


sources.register(AuditSource())
