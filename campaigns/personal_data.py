"""What is held about people who sign appeals: handed out, erased, and forgotten in time."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.models import Signature, SigningKey
from campaigns.services import keys, retention, signing
from cms.core.mail_addresses import canonical
from cms.core.personal_data import sources


class SignatureSource(sources.ModelSource):
    """Signatures under appeals, known by any spelling of the address they were confirmed from."""

    model = Signature
    label = _("Signatures under appeals")
    email_field = "email"
    fields = (
        (_("appeal"), lambda row: row.appeal),
        "number",
        "given_name",
        "family_name",
        "email",
        "country",
        "organisation",
        "comment",
        "shown",
        "language",
        "source",
        "state",
        "created_at",
        "confirmed_at",
        (_("agreed to"), lambda row: row.consent_text and row.consent_text.text),
        "consented_at",
        (_("agreed to be written to"), lambda row: row.letters_text and row.letters_text.text),
        "letters_agreed_at",
        "letters_withdrawn_at",
        "keep_until",
    )

    def find(self, subject):
        if not subject.email:
            return Signature.objects.none()
        same = Q(email__iexact=subject.email)
        for key in SigningKey.objects.select_related("appeal"):
            digest = keys.digest(key.appeal, "address", canonical(subject.email))
            same |= Q(appeal=key.appeal_id, email_key=digest)
        rows = Signature.objects.filter(same).exclude(email="")
        related = ("appeal", "country", "consent_text", "letters_text")
        return rows.select_related(*related).order_by("pk")

    def reason_to_keep(self, row):
        return ""

    def erase(self, row):
        """Take the signature back and erase who it was; number, country and month stay."""
        signing.withdraw(signature=row)

    def anonymise_due(self, today):
        return retention.forget_due(today)


sources.register(SignatureSource())
