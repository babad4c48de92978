"""What can be asked, and how dates are kept."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from poll.models import Item

from cms.core.errors import Refused
from extranet.polls.lines import When
from extranet.polls.models import ItemMoment, Question
from tests.extranet.polls.tools import DAY, asked
from tests.factories.extranet import delegate

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "o" * 251}, "title"),
        ({"options": ["one"]}, "options"),
        ({"options": ["one", "one"]}, "options"),
        ({"options": ["one", " "]}, "options"),
        ({"options": [str(number) for number in range(31)]}, "options"),
        ({"options": ["one", When("UTC", day=datetime.date(2030, 1, 1))]}, "options"),
        (
            {"options": [When("Nowhere/At", day=datetime.date(2030, 1, day)) for day in (1, 2)]},
            "options",
        ),
        ({"closes_at": timezone.now() - DAY}, "closes_at"),
        ({"closes_at": timezone.now() + 400 * DAY}, "closes_at"),
    ],
)
def test_what_cannot_be_asked(body, fields, field):
    with pytest.raises(Refused) as refused:
        asked(body, delegate(body), **fields)
    assert refused.value.field == field
    assert not Question.objects.exists()


def test_dates_are_kept_as_days_and_moments_with_their_zone(body):
    day = datetime.date(2031, 5, 12)
    moment = datetime.datetime(2031, 5, 12, 12, 30, tzinfo=datetime.UTC)
    question = asked(
        body,
        delegate(body),
        options=[When("Africa/Dakar", day=day), When("Europe/Brussels", moment=moment)],
    )
    assert question.kind == "dates"
    assert list(Item.objects.values_list("value", flat=True)) == ["2031-05-12", "2031-05-12 14:30"]
    kept = list(ItemMoment.objects.order_by("item__pos").values_list("day", "moment", "time_zone"))
    assert kept == [(day, None, "Africa/Dakar"), (None, moment, "Europe/Brussels")]
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemMoment.objects.update(day=day, moment=moment)
