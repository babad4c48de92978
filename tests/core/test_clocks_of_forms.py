"""Every form that takes a moment reads it in one way: by the clock of a place."""

import datetime

import pytest
from django import forms
from django.utils import timezone

from academy.learning.teaching_forms import SessionForm, TaskForm
from cms.core.clock_fields import ClockField
from cms.directory.models import Person
from extranet.ballots.forms.ballots import ExtendForm
from extranet.ballots.forms.election_steps import UntilForm
from extranet.ballots.models import Ballot
from extranet.demands.forms import MeetingForm as DemandForm
from extranet.meetings.forms.meeting import MeetingForm
from extranet.meetings.forms.participation import GuestForm
from extranet.polls.forms import AskForm

ZONE = "Europe/Brussels"
UTC = datetime.UTC
# How each form is made, and which of its fields are moments.
FORMS = {
    SessionForm: ({"zone": ZONE}, ["starts_at", "ends_at"]),
    TaskForm: ({"zone": ZONE}, ["due_at"]),
    GuestForm: ({"zone": ZONE, "people": Person.objects.none()}, ["until"]),
    DemandForm: ({}, ["starts_at", "ends_at"]),
    MeetingForm: ({}, ["starts", "ends"]),
    AskForm: ({}, ["closes_at"]),
    ExtendForm: ({"ballot": Ballot()}, ["closes"]),
    UntilForm: ({"user": None}, ["closes"]),
}


@pytest.mark.parametrize("form_class", FORMS, ids=lambda row: row.__name__)
def test_the_clock_is_that_of_the_place(form_class):
    kwargs, names = FORMS[form_class]
    other = {"time_zone": ZONE, "options": "Yes\nNo", "kind": "text"}

    def filled(typed: str, **more):
        with timezone.override("Asia/Tokyo"):
            form = form_class(other | dict.fromkeys(names, typed) | more, **kwargs)
            form.full_clean()
        return form

    found = [name for name, row in form_class.base_fields.items() if isinstance(row, ClockField)]
    assert found == names
    assert not [
        row
        for row in form_class.base_fields.values()
        if isinstance(row, forms.DateTimeField) and not isinstance(row, ClockField)
    ]
    summer = filled("2027-07-01T09:00")
    skipped, twice = filled("2027-03-28T02:30"), filled("2027-10-31T02:30")
    second = filled("2027-10-31T02:30", **{f"{name}-which": "1" for name in names})
    for name in names:
        assert "clock" in str(summer.fields[name].help_text)
        assert summer.cleaned_data[name] == datetime.datetime(2027, 7, 1, 7, tzinfo=UTC)
        assert skipped.has_error(name, "never")
        assert 'value="2027-03-28T02:30"' in str(skipped[name])
        assert twice.has_error(name, "twice")
        assert f"{name}-which" in str(twice[name])
        assert second.cleaned_data[name] == datetime.datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
