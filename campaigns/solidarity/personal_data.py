"""What stands here about people: whom cases concern, and who agreed to what is published."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.solidarity.models import ConsentDecision, PersonConcerned
from cms.core.personal_data import sources
from cms.core.text import name_words


class PersonSource(sources.ModelSource):
    """Whom cases concern; known by the name, as there is nothing else to know them by."""

    model = PersonConcerned
    fields = (
        "name",
        "variants",
        (gettext_lazy("case"), lambda row: str(row.case)),
        (gettext_lazy("place"), lambda row: row.place.label if row.place else ""),
        "show_name",
        "show_picture",
        "show_place",
        "settled_at",
    )

    def find(self, subject):
        words = name_words(subject.name)
        rows = PersonConcerned.objects.select_related("case", "place") if words else ()
        return [person for person in rows if words in person.spellings]

    def reason_to_keep(self, row):
        if row.show_name:
            return _(
                "The name is published with the agreement that is written down here. Withdraw it "
                "first: it is then taken out everywhere."
            )
        return _("It keeps the name from being published, to protect the person.")


class AgreementSource(sources.ModelSource):
    """Who agreed for somebody else; the decision stays, who it was goes."""

    model = ConsentDecision
    fields = ("agreed_by", "agreed_name", "agreed_how", "agreed_on", "note")

    def find(self, subject):
        words = name_words(subject.name)
        rows = ConsentDecision.objects.exclude(agreed_name="") if words else ()
        return [row for row in rows if f" {words} " in f" {name_words(row.agreed_name)} "]

    def reason_to_keep(self, row):
        return ""

    def erase(self, row):
        """Take out who agreed; what was agreed stays."""
        ConsentDecision.objects.filter(pk=row.pk).update(agreed_name="", note="")


def register() -> None:
    """Register what this app holds."""
    sources.register(PersonSource())
    sources.register(AgreementSource())
