"""Who signed for which organisation, as what is held about people."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.models import OrganisationSignature
from cms.core.personal_data import sources


class OrganisationSignatureSource(sources.ModelSource):
    """Who signed, approved or was sent the link; what was never signed may go."""

    model = OrganisationSignature
    fields = (
        "appeal",
        (_("organisation"), str),
        "state",
        "sent_at",
        "signed_by_name",
        "signed_at",
        "approved_by_name",
    )

    def find(self, subject):
        if subject.user is None:
            return self.model.objects.none()
        key = subject.user.pk
        named = Q(signed_by=key) | Q(approved_by=key) | Q(sent_to=key)
        return self.model.objects.filter(named).select_related("appeal").order_by("pk")

    def reason_to_keep(self, row):
        if row.state == row.State.INVITED:
            return ""
        return str(
            _(
                "Who signed in the name of an organisation must be provable to it as long as the "
                "appeal is. Once the account is erased the name alone stays."
            )
        )

    def erase(self, row):
        # The organisation may still be invited anew, at the address it has then.
        row.delete()


sources.register(OrganisationSignatureSource())
