"""Beside a time typed by another clock stands what the reader's own clock shows."""

import datetime
import json
import re
import shutil
import subprocess
import zoneinfo
from html import unescape
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from cms.core.clock_fields import AdminMomentInput, ClockField, ClockForm
from cms.core.time_zones import known_zones

UTC = datetime.UTC
SCRIPT = Path(settings.BASE_DIR) / "cms/static/cms/js/own-clock.js"
zones = st.sampled_from(sorted(known_zones() - {"localtime", "Factory"}))


class Said(ClockForm, forms.Form):
    at = ClockField(label="At", required=False)
    zone = "America/Santiago"


class Chosen(ClockForm, forms.Form):
    at = ClockField(label="At", widget=AdminMomentInput)
    time_zone = forms.CharField()


def said(form, own: str = "Asia/Tokyo") -> str | None:
    """Return what the form says beside its time; None where it can never say anything."""
    with timezone.override(own):
        html = str(form["at"])
    found = re.search(r"<output[^>]*>(.*?)</output>", html)
    return unescape(found[1]).replace("\u00a0", " ") if found else None


@pytest.mark.parametrize(
    ("language", "day"), [("en", "1 May 2037"), ("fr", "1er mai 2037"), ("es", "1 de mayo de 2037")]
)
def test_what_is_typed_is_told_by_the_clock_of_the_reader(language, day):
    with override(language):
        text = said(Said({"at": "2037-04-30T21:00"}))
    assert day in text
    assert "10:00" in text
    assert "Asia/Tokyo" in text


def test_one_day_is_not_said_again():
    assert said(Said({"at": "2037-05-01T09:00"})) == "= 22:00 your time (Asia/Tokyo)"
    other = said(Said({"at": "2037-05-01T21:00"}))
    assert other == "= 2 May 2037, 10:00 your time (Asia/Tokyo)"


def test_a_form_that_is_opened_says_it_of_what_it_starts_from():
    initial = {"at": datetime.datetime(2037, 5, 1, 13, tzinfo=UTC), "time_zone": "Europe/Lisbon"}
    assert said(Said(initial=initial)) == "= 22:00 your time (Asia/Tokyo)"
    assert said(Chosen(initial=initial)) == "= 22:00 your time (Asia/Tokyo)"
    html = str(Chosen(initial=initial, auto_id="my_%s", prefix="one")["at"])
    assert 'data-zone-field="my_one-time_zone"' in html
    assert 'for="my_one-at"' in html


def test_the_clock_is_that_of_the_zone_that_was_sent():
    form = Chosen({"at": "2037-05-01 09:00", "time_zone": "Europe/Lisbon"})
    assert said(form) == "= 17:00 your time (Asia/Tokyo)"
    assert said(Chosen({"at": "2037-05-01 09:00", "time_zone": "Nowhere"})) == ""


def test_who_has_the_same_clock_is_told_nothing():
    form = Said({"at": "2037-05-01T09:00"})
    assert said(form, "America/Santiago") is None
    # Another zone, in which clocks show the same then.
    assert said(form, "America/New_York") == ""


@pytest.mark.parametrize("typed", ["", "soon", "2037-05-01T09:00+02:00", "0001-01-01T00:00"])
def test_what_is_no_time_has_no_other(typed):
    assert said(Said({"at": typed})) == ""


def test_an_hour_that_is_skipped_or_comes_twice_is_told_once_it_is_known():
    class Brussels(Said):
        zone = "Europe/Brussels"

    assert said(Brussels({"at": "2026-03-29T02:30"})) == ""
    twice = {"at": "2026-10-25T02:30"}
    assert said(Brussels(twice)) == ""
    texts = [said(Brussels(twice | {"at-which": which}), "UTC") for which in ("0", "1")]
    assert texts == ["= 00:30 your time (UTC)", "= 01:30 your time (UTC)"]


def test_the_admin_brings_the_script():
    assert "own-clock.js" in str(Chosen().media)


@given(
    moment=st.datetimes(
        datetime.datetime(1990, 1, 1), datetime.datetime(2045, 1, 1), timezones=st.just(UTC)
    ),
    zone=zones,
    own=zones,
    language=st.sampled_from([code for code, _name in settings.LANGUAGES]),
)
def test_any_moment_is_told_as_it_is(moment, zone, own, language):
    moment = moment.replace(second=0, microsecond=0)
    there, here = (moment.astimezone(zoneinfo.ZoneInfo(name)) for name in (zone, own))
    form = type("Form", (Said,), {"zone": zone})
    with override(language):
        text = said(form(initial={"at": moment}), own)
        if there.utcoffset() == here.utcoffset():
            assert not text
        else:
            assert formats.date_format(here, "TIME_FORMAT") in text


# Runs the script as a browser would, over elements that do what it asks of them.
HARNESS = """
const { script, cases } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const listeners = {};
let input, output, which, zoneOf;
globalThis.document = {
  documentElement: { lang: "en" },
  getElementById: (id) =>
    ({ id_at: input, "id_at-which": which, id_time_zone: zoneOf })[id] ?? null,
  querySelector: () => output,
  querySelectorAll: () => [output],
  addEventListener: (name, act) => { listeners[name] = act; },
};
eval(script);
process.stdout.write(JSON.stringify(cases.map((one) => {
  input = { id: "id_at", value: one.typed, closest: () => input };
  which = one.which === undefined ? null : { value: one.which };
  zoneOf = { value: one.zone };
  output = { textContent: "old", htmlFor: { value: "id_at" }, dataset: {
    ownClock: one.own, zoneField: one.chosen ? "id_time_zone" : "", zone: one.zone,
    sameDay: `= {time} your time (${one.own})`, otherDay: `= {day}, {time} your time (${one.own})`,
  } };
  listeners.input({ target: input });
  return output.textContent;
})));
"""


@pytest.mark.skipif(not shutil.which("node"), reason="runs the script in Node")
def test_the_script_says_what_the_page_says():
    """Over skipped and repeated hours, dates and zones: the same words as one types."""
    typed = [
        ("2037-05-01T09:00", "America/Santiago", None),
        ("2037-05-01T21:00", "America/Santiago", None),
        ("2026-03-29T02:30", "Europe/Brussels", None),
        ("2026-03-29T03:00", "Europe/Brussels", None),
        ("2026-10-25T01:59", "Europe/Brussels", None),
        ("2026-10-25T02:30", "Europe/Brussels", None),
        ("2026-10-25T02:30", "Europe/Brussels", "0"),
        ("2026-10-25T02:30", "Europe/Brussels", "1"),
        ("2026-10-25T03:00", "Europe/Brussels", None),
        ("2026-04-05T01:45", "Australia/Lord_Howe", "1"),
        ("2026-09-06T00:30", "America/Santiago", None),
        ("2026-01-01T00:00", "Asia/Kathmandu", None),
        ("", "Europe/Brussels", None),
        ("2026-01", "Europe/Brussels", None),
        ("2026-01-01T00:00", "Nowhere", None),
    ]
    owns = ("UTC", "Asia/Tokyo", "America/St_Johns", "Europe/Paris", "Pacific/Kiritimati")
    cases, expected = [], []
    for at, zone, which in typed:
        for own in owns:
            data = {"at": at, "time_zone": zone} | ({"at-which": which} if which else {})
            cases.append({"typed": at, "zone": zone, "own": own, "chosen": True})
            if which:
                cases[-1]["which"] = which
            expected.append(said(Chosen(data), own).replace("_", " "))
    sent = json.dumps({"script": SCRIPT.read_text(), "cases": cases})
    done = subprocess.run(
        ["node", "-e", HARNESS], input=sent, capture_output=True, text=True, check=True
    )
    found = [text.replace("\u00a0", " ").replace("_", " ") for text in json.loads(done.stdout)]
    assert found == expected
    assert sum(map(bool, found)) == 40
