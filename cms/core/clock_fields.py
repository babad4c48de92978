"""Moments typed by the clock of a place, in the forms of every room.

A form takes `ClockForm` first among its bases and has `ClockField`s. Which clock is meant it says
by a field `time_zone` of its own or by `zone`. Its `cleaned_data` then has moments, in UTC.
"""

import datetime
import zoneinfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from cms.core.own_clock import moment_typed, own_clock
from cms.core.time_zones import comes_twice, is_zone, moment_in, zone_label

MINUTE = {"second": 0, "microsecond": 0}


class Typed(str):
    """What was typed, and which of two was chosen where that hour comes twice: "0", "1" or ""."""

    which = ""


class _AsksWhich:
    """A day and a time; beside it, what the reader's own clock shows then.

    Where clocks show that time twice, it asks which of the two is meant.
    """

    # What can be chosen; the form says so where it has to be asked.
    asked: tuple[tuple[str, str], ...] = ()
    # Whose clock is meant, as the form says: the zone, and the id of the field that asks for it.
    clock_zone = ""
    zone_field = ""

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        if not isinstance(value, str):
            return value
        typed = Typed(value)
        typed.which = data.get(f"{name}-which", "")
        return typed

    def render(self, name, value, attrs=None, renderer=None):
        rendered = super().render(name, value, attrs, renderer)
        attrs = attrs or {}
        own_id = attrs.get("id", name)
        which = value.which if isinstance(value, Typed) else str(getattr(value, "fold", ""))
        clock = own_clock(
            own_id,
            zone=self.clock_zone,
            zone_field=self.zone_field,
            moment=moment_typed(value, self.clock_zone, which),
        )
        if not self.asked:
            return rendered + clock
        choice = forms.Select(choices=[("", "–"), *self.asked])
        own = {"id": f"{own_id}-which"}
        # Help and errors are those of the time.
        own |= {key: attrs[key] for key in ("aria-describedby", "aria-invalid") if key in attrs}
        return format_html(
            '{} <label for="{}">{}</label> {}{}',
            rendered,
            own["id"],
            gettext("Which of the two"),
            choice.render(f"{name}-which", which, own),
            clock,
        )


class MomentInput(_AsksWhich, forms.DateTimeInput):
    """A day and a time as the browser's own calendar offers them."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class AdminMomentInput(_AsksWhich, AdminDateTimeInput):
    """A day and a time as the admin's calendar offers them."""

    @property
    def media(self):
        return super().media + forms.Media(js=["cms/js/own-clock.js"])


class ClockField(forms.DateTimeField):
    """A day and an hour by the clock that its `ClockForm` knows, which makes a moment of it."""

    widget = MomentInput

    def prepare_value(self, value):
        return value

    def to_python(self, value):
        """Return what the clock shows, as a naive datetime whose `fold` says which of two."""
        if value in self.empty_values:
            return None
        if isinstance(value, datetime.datetime):
            return value  # what a field starts from that cannot be changed
        try:
            found = datetime.datetime.fromisoformat(str(value).strip())
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        if found.tzinfo is not None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found.replace(fold=1 if getattr(value, "which", "") == "1" else 0)

    def has_changed(self, initial, data):
        """Return whether the clock shows another minute, or the other of two."""
        if self.disabled:
            return False
        try:
            typed = self.to_python(data)
        except ValidationError:
            return True
        if not isinstance(initial, datetime.datetime) or not typed:
            return bool(initial) != bool(typed)
        if initial.replace(tzinfo=None, **MINUTE) != typed:
            return True
        return initial.fold != typed.fold and comes_twice(initial)


class ClockForm(forms.BaseForm):
    """Shows moments by the clock of a place, and reads what is typed by it."""

    # The clock that is meant where the form does not ask for it.
    zone = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = "time_zone" in self.fields and not self.fields["time_zone"].disabled
        said = (
            _("By the clocks of the time zone chosen here.")
            if chosen
            else _("By the clocks of %(zone)s.") % {"zone": zone_label(self.zone_shown())}
        )
        zone_field = self.add_prefix("time_zone") if chosen else ""
        if zone_field and self.auto_id:
            zone_field = self.auto_id % zone_field
        for field in self._clocks().values():
            field.help_text = f"{field.help_text} {said}".strip()
            field.widget.clock_zone = self._zone_sent() if chosen else self.zone_shown()
            field.widget.zone_field = zone_field

    def _clocks(self) -> dict[str, ClockField]:
        return {name: row for name, row in self.fields.items() if isinstance(row, ClockField)}

    def zone_shown(self) -> str:
        """Return the zone by whose clock the form shows the moments that it starts from."""
        zone = self.zone
        if not zone and "time_zone" in self.fields:
            zone = super().get_initial_for_field(self.fields["time_zone"], "time_zone")
        zone = zone or getattr(getattr(self, "instance", None), "time_zone", "")
        return zone if is_zone(zone) else timezone.get_default_timezone_name()

    def _zone_sent(self) -> str:
        """Return the zone that the form's own field says, be it one or not."""
        if not self.is_bound:
            return self.zone_shown()
        widget, name = self.fields["time_zone"].widget, self.add_prefix("time_zone")
        return str(widget.value_from_datadict(self.data, self.files, name) or "")

    def get_initial_for_field(self, field, field_name):
        value = super().get_initial_for_field(field, field_name)
        if not isinstance(field, ClockField) or not isinstance(value, datetime.datetime):
            return value
        if timezone.is_naive(value):
            return value
        local = value.astimezone(zoneinfo.ZoneInfo(self.zone_shown()))
        if not self.is_bound:
            field.widget.asked = _which(local)
        return local

    def clean(self):
        """Return the data with moments in UTC; refuse what no clock shows, ask which of two."""
        data = super().clean()
        data = self.cleaned_data if data is None else data
        # Where the zone is refused, that is said beside it, and beside the times nothing.
        zone = data.get("time_zone") or self.zone_shown()
        if self.has_error("time_zone") or not is_zone(zone):
            zone = "UTC"
        for name, field in self._clocks().items():
            if data.get(name) is None:
                continue
            if timezone.is_aware(data[name]):
                # What cannot be changed, as it stands.
                data[name] = data[name].astimezone(datetime.UTC)
                continue
            try:
                data[name] = self._moment(name, field, zone, data[name])
            except ValidationError as error:
                self.add_error(name, error)
            except OverflowError:
                # At the ends of the calendar, that hour is in no year elsewhere.
                self.add_error(name, ValidationError(field.error_messages["invalid"], "invalid"))
        return data

    def _moment(self, name: str, field: ClockField, zone: str, typed) -> datetime.datetime:
        # As it is, not as the form shows it: to the minute.
        initial = self.initial.get(name, field.initial)
        naive = typed.replace(fold=0)
        moment = moment_in(zone, naive)
        if comes_twice(moment):
            field.widget.asked = _which(moment)
            value = self[name].value()
            if getattr(value, "which", "") not in ("0", "1"):
                raise ValidationError(
                    _(
                        "Clocks in %(zone)s are put back then and show this time twice: "
                        "choose which of the two is meant."
                    ),
                    code="twice",
                    params={"zone": zone_label(zone)},
                )
            moment = moment.replace(fold=typed.fold)
        if _is_the_same(initial, moment):
            moment = initial
        return moment.astimezone(datetime.UTC)


def _is_the_same(initial, moment: datetime.datetime) -> bool:
    if not isinstance(initial, datetime.datetime) or timezone.is_naive(initial):
        return False
    return initial.replace(**MINUTE).astimezone(datetime.UTC) == moment.astimezone(datetime.UTC)


def _which(local: datetime.datetime) -> tuple[tuple[str, str], ...]:
    """Return the two moments at which clocks show this, as choices; none where there is one."""
    if not comes_twice(local):
        return ()
    names = (
        gettext("the first, before clocks are put back (%(offset)s)"),
        gettext("the second, after clocks are put back (%(offset)s)"),
    )
    return tuple(
        (str(fold), name % {"offset": _offset(local.replace(fold=fold))})
        for fold, name in enumerate(names)
    )


def _offset(local: datetime.datetime) -> str:
    """Return how far the clock is from UTC: "UTC+02:00"."""
    sign = "−" if local.utcoffset() < datetime.timedelta() else "+"
    minutes = abs(local.utcoffset()) // datetime.timedelta(minutes=1)
    return f"UTC{sign}{minutes // 60:02}:{minutes % 60:02}"
