"""The people of the sample."""

import datetime

import pytest
from django.utils import timezone

from campaigns import sample_people
from campaigns.models import Appeal
from cms.taxonomy.models import Place
from home.sample.tree import translation_key
from tests.campaigns.tools import make_appeal, recounted

pytestmark = pytest.mark.django_db


def load() -> int:
    return sample_people.load(files=None, today=timezone.localdate())


def test_without_the_appeal_nobody_signs(site):
    assert load() == 0


def test_three_hundred_sign_once(site):
    for code, _language in sample_people.NAMES:
        Place.objects.get_or_create(code=code, defaults={"labels": {"en": code}})
    key = translation_key("campaigns", sample_people.CAMPAIGN)
    appeal = make_appeal(campaign=False, campaign_key=key, milestones=[100, 250, 1000])
    assert load() == sample_people.PEOPLE == 300
    assert load() == 0
    assert recounted(appeal) == (300, 300)
    numbers = appeal.signatures.exclude(number=None).values_list("number", flat=True)
    assert sorted(numbers) == list(range(1, 301))
    assert appeal.signatures.held().count() == 4
    assert appeal.signatures.with_unread_comments().exists()
    assert 100 < appeal.signatures.shown().count() < 250
    assert set(appeal.milestones_reached.values_list("people", flat=True)) == {100, 250}


def test_nobody_signs_what_is_over(site):
    make_appeal(campaign=False, campaign_key=translation_key("campaigns", sample_people.CAMPAIGN))
    Appeal.objects.update(ends_at=timezone.now() - datetime.timedelta(days=1))
    assert load() == 0
