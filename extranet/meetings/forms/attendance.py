"""Who was there: a row for everybody who could be."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.directory.models import Mandate, Person
from extranet.core.standing import ENTITLED
from extranet.meetings.models import Attendance
from extranet.meetings.services.attendance import Presence
from extranet.meetings.services.replies import STAND_INS, may_stand_in

ABSENT = ""


@dataclass
class Line:
    """A row of the form, as the template shows it."""

    person: Person
    mandate: Mandate | None
    manner: forms.BoundField
    place: forms.BoundField | None


class AttendanceForm(forms.Form):
    """One person a row: absent, in the room or online, and in whose place.

    Whoever holds several mandates uses one: that of a seat before the others.
    """

    def __init__(self, data=None, *, mandates, guests, there: list[Presence]):
        super().__init__(data)
        self.mandates = {mandate.pk: mandate for mandate in mandates}
        self.rows: list[tuple[Person, Mandate | None]] = self._rows(mandates, guests, there)
        present = {presence.person.pk: presence for presence in there}
        manners = [(ABSENT, gettext_lazy("not there")), *Attendance.Manner.choices]
        for person, mandate in self.rows:
            presence = present.get(person.pk)
            self.fields[f"manner-{person.pk}"] = forms.ChoiceField(
                label=person.name,
                choices=manners,
                required=False,
                widget=forms.RadioSelect,
                initial=presence.manner if presence else ABSENT,
            )
            if places := self._places(mandate):
                seat = presence.stands_for if presence else None
                self.fields[f"place-{person.pk}"] = forms.ChoiceField(
                    label=_("In place of"),
                    choices=[("", _("nobody")), *places],
                    required=False,
                    initial=str(seat.pk) if seat else "",
                )

    @staticmethod
    def _rows(mandates, guests, there) -> list[tuple[Person, Mandate | None]]:
        def weight(mandate: Mandate) -> int:
            return 0 if mandate.role in ENTITLED else 1 if mandate.role in STAND_INS else 2

        rows: dict[int, tuple[Person, Mandate | None]] = {}
        for mandate in sorted(mandates, key=weight):
            rows.setdefault(mandate.person_id, (mandate.person, mandate))
        for presence in there:
            rows.setdefault(presence.person.pk, (presence.person, presence.mandate))
        for person in guests:
            rows.setdefault(person.pk, (person, None))
        return list(rows.values())

    def _places(self, mandate: Mandate | None) -> list[tuple[str, str]]:
        if mandate is None:
            return []
        return [
            (str(seat.pk), seat.person.name)
            for seat in self.mandates.values()
            if may_stand_in(mandate, seat)
        ]

    def lines(self) -> list[Line]:
        """Return the rows for the template."""
        return [
            Line(
                person,
                mandate,
                self[f"manner-{person.pk}"],
                self[f"place-{person.pk}"] if f"place-{person.pk}" in self.fields else None,
            )
            for person, mandate in self.rows
        ]

    def presences(self) -> list[Presence]:
        """Return who was there, as the service takes it."""
        found = []
        for person, mandate in self.rows:
            manner = self.cleaned_data[f"manner-{person.pk}"]
            if not manner:
                continue
            place = self.cleaned_data.get(f"place-{person.pk}") or ""
            seat = self.mandates[int(place)] if place else None
            found.append(Presence(person, mandate, seat, manner))
        return found
