"""Options and dates as they are typed, one a line."""

import datetime
import zoneinfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from cms.core.text import fold, tidy
from extranet.polls.lines import LONGEST, MOST, When, read_dates, read_options

NOW = datetime.datetime(2026, 5, 4, 10, tzinfo=datetime.UTC)
ZONE = "Europe/Brussels"


def dates(*lines, zone=ZONE) -> list[str]:
    return [when.value for when in read_dates("\n".join(lines), zone, NOW)]


def refused(*lines) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        dates(*lines)
    return caught.value.messages


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("2026-05-12", "2026-05-12"),
        ("2026-5-2", None),
        ("2026-05-12 14:30", "2026-05-12 14:30"),
        ("2026-05-12T14:30", "2026-05-12 14:30"),
        ("12/5/2026", "2026-05-12"),
        ("12.05.2026, 9:05", "2026-05-12 09:05"),
        ("12/5", "2026-05-12"),
        ("3/5", "2027-05-03"),
        ("29/2", "2028-02-29"),
        ("12 May 2026", "2026-05-12"),
        ("12 mai 14h", "2026-05-12 14:00"),
        ("1er juin à 14h30", "2026-06-01 14:30"),
        ("12 de mayo de 2026 a las 18:00", "2026-05-12 18:00"),
        ("12  AUG.  2026", "2026-08-12"),
        ("12 août 2026 9 h 30", "2026-08-12 09:30"),
        ("1. 6. 2026", None),
        ("31/02/2027", None),
        ("12 jui", None),
        ("12 brumaire 2026", None),
        ("12 May 2026 at noon", None),
        ("12 May 2026 25:00", None),
        ("12 May 202614:00", None),
        ("12/5/20266", None),
        ("soon", None),
        ("2026-05-04 11:59", None),
        ("2026-05-04 12:01", "2026-05-04 12:01"),
        ("2026-05-04", "2026-05-04"),
        # Clocks go from 2 to 3, and in October twice through 2.
        ("28/3/2027 2:30", None),
        ("25/10/2026 2:30", "2026-10-25 02:30"),
    ],
)
def test_what_is_a_date(line, value):
    if value is None:
        messages = refused("2030-01-01", line)
        assert messages[0].startswith("Line 2, “")
        assert tidy(line) in messages[0]
    else:
        assert dates("2030-01-01", line) == ["2030-01-01", value]


def test_every_line_that_is_wrong_is_named():
    messages = refused("2026-05-12", "", "never", "12/5/2026", "1/1/2020")
    assert [message[:7] for message in messages] == ["Line 3,", "Line 4,", "Line 5,"]
    assert "no date" in messages[0]
    assert "the same as line 1" in messages[1]
    assert "has passed" in messages[2]


def test_a_moment_is_meant_in_its_zone():
    when = read_dates("2026-05-12 9:00\n2026-05-13", "Africa/Dakar", NOW)
    assert when[0].moment == datetime.datetime(2026, 5, 12, 9, tzinfo=datetime.UTC)
    assert when[1] == When("Africa/Dakar", day=datetime.date(2026, 5, 13))
    there = read_dates("2026-05-12 9:00\n2026-05-13", "America/Santiago", NOW)
    assert there[0].moment.hour == 13


def said_or_read(read, *arguments) -> list | None:
    """Return what is read, None where it is refused in words."""
    refusal = None
    try:
        return read(*arguments)
    except ValidationError as error:
        refusal = error.messages
    assert all(refusal)
    return None


def test_few_and_many():
    with pytest.raises(ValidationError, match="two options"):
        read_options("only one\n\n")
    with pytest.raises(ValidationError, match="two options"):
        read_options("")
    assert len(read_options("\n".join(map(str, range(MOST))))) == MOST
    with pytest.raises(ValidationError, match="31"):
        read_options("\n".join(map(str, range(MOST + 1))))
    with pytest.raises(ValidationError, match="Line 2"):
        read_options("yes\n" + "o" * (LONGEST + 1))


def test_the_same_in_other_letters_is_the_same():
    with pytest.raises(ValidationError, match="the same as line 1"):
        read_options("Déjeuner\nDEJEUNER")


@given(st.lists(st.text(max_size=40), max_size=40))
def test_options_are_taken_as_typed_or_refused_in_words(lines):
    found = said_or_read(read_options, "\n".join(lines))
    if found:
        assert 2 <= len(found) <= MOST
        assert len({fold(option) for option in found}) == len(found)
        typed = [tidy(line) for line in "\n".join(lines).splitlines()]
        assert found == [line for line in typed if line]


@given(st.lists(st.text(alphabet="0123456789-/.:hTt aämMyerjuino", max_size=24), max_size=5))
def test_nothing_typed_as_a_date_breaks_it(lines):
    said_or_read(read_dates, "\n".join(lines), ZONE, NOW)


moments = st.datetimes(datetime.datetime(2026, 5, 5), datetime.datetime(2099, 12, 31))


@given(moment=moments, zone=st.sampled_from([ZONE, "UTC", "America/Bogota", "Asia/Kathmandu"]))
@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_what_the_site_writes_it_reads(language, moment, zone):
    moment = moment.replace(second=0, microsecond=0, tzinfo=zoneinfo.ZoneInfo(zone))
    if moment.astimezone(datetime.UTC).astimezone(moment.tzinfo) != moment:
        return
    with override(language):
        written = formats.date_format(moment, "DATE_FORMAT")
    times = f"{moment:%H:%M}", f"{moment:%H}h{moment:%M}"
    for text in (f"{written} {times[0]}", f"{written}, {times[1]}", f"{moment:%d/%m/%Y %H:%M}"):
        found = read_dates(f"{text}\n{moment:%Y-%m-%d}", zone, NOW)
        assert found[0].moment == moment
        assert found[1].day == moment.date()
        # Nor does it change when its text is read again.
        assert read_dates("\n".join(when.value for when in found), zone, NOW) == found
