"""Moments typed by the clock of a place: any moment, zone and language; hours skipped and twice."""

import datetime
import re
import zoneinfo

import pytest
from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import override
from hypothesis import example, given
from hypothesis import strategies as st

from cms.core.clock_fields import AdminMomentInput, ClockField, ClockForm
from cms.core.time_zones import known_zones

UTC = datetime.UTC
zones = st.sampled_from(sorted(known_zones() - {"localtime", "Factory"}))
moments = st.datetimes(
    datetime.datetime(1990, 1, 1), datetime.datetime(2045, 1, 1), timezones=st.just(UTC)
)
languages = st.sampled_from([code for code, _name in settings.LANGUAGES])


class Chosen(ClockForm, forms.Form):
    """The zone is a field of the form, after the moment."""

    at = ClockField(label="At")
    time_zone = forms.ChoiceField(choices=[(name, name) for name in sorted(known_zones())])


class Said(ClockForm, forms.Form):
    """The zone is that of something that is there already."""

    at = ClockField(label="At", required=False)
    other = forms.CharField(required=False)
    zone = "Europe/Brussels"


class InAdmin(Said):
    at = ClockField(label="At", widget=AdminMomentInput)


def sent(form) -> dict:
    """Return what a browser sends of a form as it stands there."""
    html = "".join(str(field) for field in form)
    data = dict.fromkeys(re.findall(r'name="([^"]+)"', html), "")
    for tag in re.findall(r"<input[^>]+>", html):
        value = re.search(r'value="([^"]*)"', tag)
        data[re.search(r'name="([^"]+)"', tag)[1]] = value[1] if value else ""
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', html, re.DOTALL):
        data[name] = re.search(r'<option value="([^"]*)" selected', options)[1]
    return data


@given(
    moment=moments,
    zone=zones,
    other=zones,
    language=languages,
    kind=st.sampled_from([Said, InAdmin]),
)
@example(datetime.datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Europe/Paris", "UTC", "fr", Said)
@example(datetime.datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Europe/Paris", "UTC", "es", Said)
@example(datetime.datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Europe/Paris", "UTC", "en", InAdmin)
@example(
    datetime.datetime(2026, 4, 5, 3, 30, tzinfo=UTC), "America/Santiago", "Asia/Gaza", "es", InAdmin
)
def test_what_is_shown_and_sent_back_is_the_same_moment(moment, zone, other, language, kind):
    """Whatever the zone of the reader; seconds are not shown and kept all the same."""
    form_of = type("Form", (kind,), {"zone": zone})
    with override(language), timezone.override(zoneinfo.ZoneInfo(other)):
        data = sent(form_of(initial={"at": moment}))
        assert data["at"][-5:] == f"{moment.astimezone(zoneinfo.ZoneInfo(zone)):%H:%M}"
        form = form_of(data, initial={"at": moment})
        assert form.is_valid(), form.errors
        assert form.cleaned_data["at"] == moment
        assert not form.has_changed()


@given(moment=moments, zone=zones, language=languages)
def test_the_typed_clock_is_that_of_the_chosen_zone(moment, zone, language):
    """The zone is changed and the clock left: another moment, that of the new place."""
    local = moment.replace(second=0, microsecond=0).astimezone(zoneinfo.ZoneInfo(zone))
    initial = {"at": datetime.datetime(2026, 6, 1, tzinfo=UTC), "time_zone": "UTC"}
    data = {
        "at": f"{local:%Y-%m-%dT%H:%M}",
        "at-which": str(local.fold),
        "time_zone": zone,
    }
    with override(language):
        form = Chosen(data, initial=initial)
        assert form.is_valid(), form.errors
        if local.utcoffset().seconds % 60 == 0:
            assert form.cleaned_data["at"] == local.astimezone(UTC)
        assert form.cleaned_data["at"].tzinfo == UTC


def test_the_field_says_which_clock_is_meant():
    assert "Europe/Brussels" in Said().fields["at"].help_text
    assert "the time zone chosen here" in Chosen().fields["at"].help_text
    # One form says nothing of the next.
    assert Said().fields["at"].help_text == Said().fields["at"].help_text


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_an_hour_that_clocks_skip_is_refused_and_kept_in_the_form(language):
    with override(language):
        form = Said({"at": "2026-03-29T02:30"})
        assert form.has_error("at", "never")
        assert "Europe/Brussels" in str(form.errors["at"])
        assert 'value="2026-03-29T02:30"' in str(form["at"])
        assert "at-which" not in str(form["at"])


def test_of_an_hour_that_comes_twice_it_is_asked_which():
    data = {"at": "2026-10-25T02:30"}
    form = Said(data)
    assert form.has_error("at", "twice")
    html = str(form["at"])
    assert 'value="2026-10-25T02:30"' in html
    assert '<label for="id_at-which">' in html
    [choice] = re.findall(r"<select[^>]+>", html)
    assert 'aria-invalid="true"' in choice
    assert 'aria-describedby="id_at_helptext id_at_error"' in choice
    assert re.findall(r"UTC\+\d\d:\d\d", html) == ["UTC+02:00", "UTC+01:00"]
    for which, hour in (("0", 0), ("1", 1)):
        form = Said(data | {"at-which": which})
        assert form.is_valid()
        assert form.cleaned_data["at"] == datetime.datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
        assert f'<option value="{which}" selected' in str(form["at"])
    assert Said(data | {"at-which": "7"}).has_error("at", "twice")


def test_what_was_asked_is_not_asked_of_the_next_form():
    assert "at-which" in str(_validated(Said({"at": "2026-10-25T02:30"}))["at"])
    assert "at-which" not in str(Said()["at"])
    assert "at-which" not in str(
        _validated(Said({"at": "2026-10-26T02:30", "at-which": "1"}))["at"]
    )


def _validated(form):
    form.full_clean()
    return form


def test_the_other_of_two_is_a_change():
    first = datetime.datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    typed = {"at": "2026-10-25T02:30"}
    assert not Said(typed | {"at-which": "0"}, initial={"at": first}).has_changed()
    assert Said(typed | {"at-which": "1"}, initial={"at": first}).has_changed()


@pytest.mark.parametrize(
    "typed",
    ["tomorrow", "2026-13-01T10:00", "2026-05-01T10:00+02:00", "0001-01-01T00:00"],
)
def test_what_is_no_clock_time_is_refused(typed):
    form = Said({"at": typed}, initial={"at": datetime.datetime(2026, 5, 1, tzinfo=UTC)})
    assert form.has_error("at", "invalid")
    assert form.has_changed()
    assert typed in str(form["at"])


def test_a_refused_zone_is_said_beside_the_zone_alone():
    form = Chosen({"at": "2026-03-29T02:30", "time_zone": "Nowhere/At_all"})
    assert list(form.errors) == ["time_zone"]


def test_nothing_is_nothing_and_what_cannot_be_changed_stays():
    assert _validated(Said({"at": ""})).cleaned_data["at"] is None
    moment = datetime.datetime(2026, 10, 25, 1, 30, 59, tzinfo=UTC)
    form = Said({"at": "2020-01-01T10:00"}, initial={"at": moment})
    form.fields["at"].disabled = True
    assert form.is_valid()
    assert form.cleaned_data["at"] == moment
    assert not form.has_changed()
