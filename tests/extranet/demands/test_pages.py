"""The pages of a demand: asking and withdrawing, the meeting prepared."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cms.directory.querysets import site_day
from extranet.demands.models import Demand
from extranet.demands.services import demands as service
from extranet.meetings.models import Meeting
from tests.extranet.records.tools import DAY, members, share
from tests.factories.directory import BodyFactory
from tests.factories.extranet import delegate
from tests.query_counts import warm_queries_of

LANGUAGES = ("en", "fr", "es")
STATES = ("open", "reached", "met", "lapsed", "withdrawn")


@pytest.fixture
def body(site):
    body = BodyFactory(code="committee")
    share(body)
    return body


def url(name, *args, language="en") -> str:
    with override(language):
        return reverse(f"extranet:{name}", args=args)


def demand_in(state, body, *users) -> Demand:
    """Return a demand of ten in a state; `users` are on its roll and have not asked."""
    others = members(body, 10 - len(users))
    demand = service.open_demand(
        body=body, subject="The summit", reason="Soon.", language="en", by=others[0]
    )
    if state in ("reached", "met"):
        for user in others[1:3]:
            demand = service.request(demand=demand, by=user)
    if state == "met":
        start = timezone.now() + 20 * DAY
        meeting = service.create_meeting(
            demand=demand, starts_at=start, ends_at=start + DAY, by=None
        )
        service.meeting_was_convened(meeting)
    if state == "lapsed":
        Demand.objects.filter(pk=demand.pk).update(closes_at=timezone.now() - DAY)
    if state == "withdrawn":
        service.take_back(demand=demand, by=others[0])
    return Demand.objects.get(pk=demand.pk)


def test_one_opens_it_and_others_join_until_it_is_reached(client, body):
    users = members(body, 10)
    client.force_login(users[0])
    data = {"subject": "The summit", "reason": "It is soon.", "language": "en"}
    answer = client.post(url("demand-open", body.code), data)
    demand = Demand.objects.get()
    assert answer["Location"] == url("demand", demand.pk)
    page = client.get(answer["Location"]).content.decode()
    assert "<b>1</b> of 3 needed has asked" in page
    assert "Article 5" in page
    assert users[0].person.name in page
    client.force_login(users[1])
    client.post(url("demand-request", demand.pk))
    client.post(url("demand-withdraw", demand.pk))
    assert service.count(demand) == 1
    for user in users[1:3]:
        client.force_login(user)
        assert client.post(url("demand-request", demand.pk)).status_code == 302
    page = client.get(url("demand", demand.pk)).content.decode()
    assert "the meeting must be convened by" in page
    assert url("demand-withdraw", demand.pk) not in page
    Demand.objects.update(convene_by=site_day() - DAY)
    assert "Overdue" in client.get(url("demand", demand.pk)).content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_typed_stays_where_something_is_missing(client, body, language):
    client.force_login(delegate(body))
    data = {"subject": "", "reason": "typed and kept", "language": "en"}
    page = client.post(url("demand-open", body.code, language=language), data)
    assert page.status_code == 200
    assert "typed and kept" in page.content.decode()
    assert page.context["form"].errors["subject"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_asking_too_late_is_refused_in_words(client, body, language):
    user = delegate(body)
    demand = demand_in("reached", body, user)
    client.force_login(user)
    page = client.post(url("demand-request", demand.pk, language=language))
    assert page.status_code == 200
    assert page.context["form"].non_field_errors()
    assert service.count(demand) == 3


def test_a_body_without_a_rule_says_so(client, body):
    without = BodyFactory(code="without")
    client.force_login(delegate(without))
    assert b"No rule allows it" in client.get(url("demand-open", "without")).content
    data = {"subject": "x", "reason": "y", "language": "en"}
    assert client.post(url("demand-open", "without"), data).status_code == 200
    assert not Demand.objects.exists()


def test_the_meeting_is_prepared_in_the_time_of_its_place(client, body):
    chair = delegate(body, "chair")
    demand = demand_in("reached", body, chair)
    client.force_login(chair)
    day = (site_day() + 20 * DAY).isoformat()
    data = {
        "time_zone": "America/Santo_Domingo",
        "starts_at": f"{day}T10:00",
        "ends_at": f"{day}T09:00",
    }
    page = client.post(url("demand-meeting", demand.pk), data)
    assert page.context["form"].errors["ends_at"]
    data["ends_at"] = f"{day}T12:00"
    answer = client.post(url("demand-meeting", demand.pk), data)
    meeting = Meeting.objects.get()
    assert answer["Location"] == url("meeting", meeting.pk)
    assert meeting.starts_at.astimezone(datetime.UTC).hour == 14
    assert (meeting.kind, meeting.demand) == ("extraordinary", demand)
    assert client.get(url("demand-meeting", demand.pk)).status_code == 200


@pytest.mark.parametrize("state", STATES)
def test_ten_times_as_many_cost_as_many_queries(client, body, state):
    chair = delegate(body, "chair")
    demand = demand_in(state, body, chair)
    client.force_login(chair)

    def cost() -> list[int]:
        counts = []
        for address in (url("demand", demand.pk), url("demands")):
            counted = warm_queries_of(client, address)
            assert len(counted) <= 25
            counts.append(len(counted))
        return counts

    few = cost()
    now = timezone.now()
    for user in members(body, 20):
        demand.units.create(mandate=user.person.mandates.get(), requested_at=now)
        service.open_demand(body=body, subject="Other", reason="So.", language="en", by=user)
    assert cost() == few
