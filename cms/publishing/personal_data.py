"""What stands here about people: whose names are held back."""

from django.utils.translation import gettext as _

from cms.core.personal_data import sources
from cms.core.text import name_words
from cms.publishing.models import SecurityHold


class HoldSource(sources.ModelSource):
    """The holds on somebody's name; known by the name, as there is nothing else to know them by."""

    model = SecurityHold
    fields = ("name", "variants", "reason", "until", "made_at")

    def find(self, subject):
        words = name_words(subject.name)
        rows = SecurityHold.objects.order_by("pk") if words else ()
        return [hold for hold in rows if words in hold.spellings]

    def reason_to_keep(self, row):
        if SecurityHold.objects.in_force().filter(pk=row.pk).exists():
            return _("It keeps the name from being published, to protect the person.")
        return super().reason_to_keep(row)


def register() -> None:
    """Register what this app holds."""
    sources.register(HoldSource())
