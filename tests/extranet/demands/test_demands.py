"""The demand of an extraordinary meeting: who counts, what is enough, what follows."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.core.errors import Refused
from cms.directory.models import Mandate
from cms.directory.querysets import site_day
from extranet.core.models import AuditEntry
from extranet.core.standing import ENTITLED
from extranet.demands.models import Demand, DemandUnit
from extranet.demands.services import demands as service
from tests.extranet.demands.tools import fresh, opened, when
from tests.extranet.records.tools import READERS, ended_yesterday, members, share
from tests.factories.directory import BodyFactory, MandateFactory, OrganisationFactory
from tests.factories.extranet import delegate, secretary

pytestmark = pytest.mark.databases


def test_ten_of_thirty_five_are_not_thirty_percent_eleven_are(body, reached_signals):
    users = members(body, 35)
    demand = opened(body, users[0])
    assert (demand.roll_size, demand.needed, demand.percent) == (35, 11, 30)
    for user in users[1:10]:
        service.request(demand=demand, by=user)
    assert (service.count(demand), fresh(demand).state) == (10, "open")
    assert reached_signals == []
    service.request(demand=demand, by=users[10])
    demand = fresh(demand)
    assert (service.count(demand), demand.state) == (11, "reached")
    assert demand.convene_by == site_day() + datetime.timedelta(days=42)
    assert reached_signals == [demand.pk]
    with pytest.raises(Refused):
        service.request(demand=demand, by=users[11])
    with pytest.raises(Refused):
        service.withdraw(demand=demand, by=users[0])
    assert service.count(demand) == 11


@given(st.integers(1, 100), st.integers(1, 400))
def test_what_is_needed_is_the_least_that_is_the_share(percent, roll):
    needed = Demand(percent=percent, roll_size=roll).needed
    assert 1 <= needed <= roll
    assert 100 * needed >= percent * roll
    assert 100 * (needed - 1) < percent * roll


@pytest.mark.parametrize("role", Mandate.Role.values)
def test_who_may_open_one_and_who_sees_it(body, role):
    user = delegate(body, role)
    if role in ENTITLED:
        assert opened(body, user).state in ("open", "reached")
    else:
        with pytest.raises(Refused):
            opened(body, user)
        members(body, 9)
    demand = Demand.objects.first() or opened(body, delegate(body))
    visible = Demand.objects.visible_to(user).filter(pk=demand.pk).exists()
    assert visible is (role in READERS)
    assert Demand.objects.visible_to(secretary()).filter(pk=demand.pk).exists()
    assert not Demand.objects.visible_to(delegate(BodyFactory())).exists()


def test_the_secretariat_and_others_cannot_ask(body):
    demand = opened(body, members(body, 9)[0])
    for user in (secretary(), delegate(BodyFactory()), delegate(body, "substitute")):
        with pytest.raises(Refused, match="mandate"):
            service.request(demand=demand, by=user)


def test_a_body_without_a_rule_has_no_such_demand(db):
    body = BodyFactory()
    with pytest.raises(Refused, match="No rule"):
        opened(body, delegate(body))


def test_the_rule_of_the_day_it_was_opened_holds(body):
    users = members(body, 10)
    demand = opened(body, users[0])
    body.rules.filter(kind="extraordinary").update(value=100)
    body.rules.filter(kind="convene_within").update(value=1)
    service.request(demand=demand, by=users[1])
    demand = service.request(demand=demand, by=users[2])
    assert demand.state == "reached"
    assert demand.convene_by == site_day() + datetime.timedelta(days=42)
    assert demand.article == "Article 5"


def test_the_roll_stays_whoever_comes_or_goes(body):
    users = members(body, 10)
    demand = opened(body, users[0])
    newcomer = delegate(body)
    with pytest.raises(Refused, match="mandate"):
        service.request(demand=demand, by=newcomer)
    service.request(demand=demand, by=users[1])
    ended_yesterday(users[1])
    ended_yesterday(users[2])
    assert fresh(demand).roll_size == 10
    # What was asked by right stays asked; who has left can neither ask nor withdraw.
    assert service.count(demand) == 2
    for act in (service.withdraw, service.request):
        for user in users[1:3]:
            with pytest.raises(Refused, match="mandate"):
                act(demand=demand, by=user)
    assert service.request(demand=demand, by=users[3]).state == "reached"


def test_an_organisation_asks_once_whoever_speaks_for_it(body):
    body.counts_by = "organisation"
    body.save()
    party = OrganisationFactory()
    first, second = members(body, 2, organisation=party)
    others = members(body, 8)
    without = delegate(body, "co_opted", organisation=None)
    demand = opened(body, first)
    assert (demand.roll_size, demand.needed) == (10, 3)
    service.request(demand=demand, by=second)
    assert service.count(demand) == 1
    service.withdraw(demand=demand, by=second)
    assert service.count(demand) == 0
    service.request(demand=demand, by=second)
    successor = delegate(body, organisation=party)
    ended_yesterday(first)
    ended_yesterday(second)
    service.withdraw(demand=demand, by=successor)
    assert service.count(demand) == 0
    for user in (successor, without, others[0]):
        demand = service.request(demand=demand, by=user)
    assert demand.state == "reached"


def test_a_unit_stands_on_a_roll_once(body):
    demand = opened(body, members(body, 5)[0])
    unit = demand.units.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        DemandUnit.objects.create(demand=demand, mandate=unit.mandate)


def test_who_withdraws_can_ask_again(body):
    users = members(body, 10)
    demand = opened(body, users[0])
    service.withdraw(demand=demand, by=users[0])
    service.withdraw(demand=demand, by=users[0])
    assert service.count(demand) == 0
    service.request(demand=demand, by=users[0])
    service.request(demand=demand, by=users[0])
    assert service.count(demand) == 1
    actions = AuditEntry.objects.filter(action__startswith="demand.").order_by("pk")
    assert [entry.action.split(".")[1] for entry in actions] == [
        "opened",
        "requested",
        "withdrawn",
        "requested",
    ]


def test_a_demand_lapses_without_anybody_doing_anything(body):
    users = members(body, 10)
    demand = opened(body, users[0])
    assert Demand.objects.running().exists()
    Demand.objects.update(closes_at=timezone.now())
    demand = fresh(demand)
    assert (demand.state, demand.current_state) == ("open", "lapsed")
    assert demand.current_state_label == "lapsed"
    assert not Demand.objects.running().exists()
    for act in (service.request, service.withdraw, service.take_back):
        with pytest.raises(Refused, match="lapsed"):
            act(demand=demand, by=users[0])


def test_its_opener_takes_it_back_while_alone(body):
    users = members(body, 10)
    demand = opened(body, users[0])
    service.request(demand=demand, by=users[1])
    with pytest.raises(Refused, match="Others"):
        service.take_back(demand=demand, by=users[0])
    service.withdraw(demand=demand, by=users[1])
    with pytest.raises(Refused):
        service.take_back(demand=demand, by=users[1])
    assert service.take_back(demand=demand, by=users[0]).state == "withdrawn"
    with pytest.raises(Refused, match="taken back"):
        service.request(demand=demand, by=users[1])


def test_one_of_three_is_enough_at_once(reached, reached_signals):
    assert reached.state == "reached"


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["request", "withdraw", "take_back", "lapse", "leave", "convene"]),
        st.integers(0, 5),
    ),
    max_size=15,
)
AFTER = {
    "open": {"open", "reached", "lapsed", "withdrawn"},
    "reached": {"reached", "met"},
    "met": {"met"},
    "lapsed": {"lapsed"},
    "withdrawn": {"withdrawn"},
}


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(acts=ACTS)
@pytest.mark.django_db
def test_in_any_order_counts_and_states_hold_together(acts, reached_signals):
    reached_signals.clear()
    body = BodyFactory()
    share(body, percent=50)
    users = members(body, 6)
    demand = opened(body, users[0])
    asking, here, state = {0}, set(range(6)), "open"
    for act, who in acts:
        user = users[who]
        allowed = state == "open" and who in here
        try:
            if act == "request":
                service.request(demand=demand, by=user)
                assert allowed
                asking.add(who)
            elif act == "withdraw":
                service.withdraw(demand=demand, by=user)
                assert allowed
                asking.discard(who)
            elif act == "take_back":
                service.take_back(demand=demand, by=user)
                assert state == "open"
                assert who == 0
                assert asking <= {0}
            elif act == "lapse":
                Demand.objects.filter(pk=demand.pk, state="open").update(closes_at=timezone.now())
            elif act == "leave":
                ended_yesterday(user)
                here.discard(who)
            elif state == "reached":
                demand_now = fresh(demand)
                meeting = demand_now.meeting or service.create_meeting(
                    demand=demand, by=None, **when()
                )
                service.meeting_was_convened(meeting)
        except Refused:
            assert not (act in ("request", "withdraw") and allowed)
        now = fresh(demand)
        assert now.current_state in AFTER[state]
        state = now.current_state
        assert service.count(now) == len(asking)
        assert now.roll_size == 6
        is_enough = 2 * len(asking) >= 6
        assert (state in ("reached", "met")) is is_enough
        assert reached_signals == ([demand.pk] if is_enough else [])


def test_somebody_with_two_seats_asks_for_both(body):
    users = members(body, 9)
    MandateFactory(body=body, person=users[0].person, role="chair")
    demand = opened(body, users[0])
    assert (demand.roll_size, service.count(demand)) == (10, 2)
