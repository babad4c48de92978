"""The demand of an extraordinary meeting: who counts, what is enough, what follows."""

import datetime
import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.directory.models import Mandate
from cms.directory.querysets import site_day
from extranet.core.errors import Refused
from extranet.core.models import AuditEntry
from extranet.core.standing import ENTITLED, standing_of
from extranet.core.todo import todos_for
from extranet.demands.models import Demand, DemandUnit
from extranet.demands.services import demands as service
from extranet.demands.signals import demand_reached
from extranet.meetings.models import Meeting
from extranet.meetings.signals import meeting_cancelled, meeting_convened
from tests.extranet.records.tools import DAY, ended_yesterday, members, share
from tests.factories.directory import BodyFactory, MandateFactory, OrganisationFactory
from tests.factories.extranet import delegate, secretary

READERS = {"chair", "coordinator", "member", "co_opted", "substitute", "representative", "auditor"}


@pytest.fixture
def body(db):
    body = BodyFactory()
    share(body)
    return body


def opened(body, by, **fields) -> Demand:
    fields = {"subject": "The summit", "reason": "It is soon.", "language": "en"} | fields
    return service.open_demand(body=body, by=by, **fields)


def fresh(demand) -> Demand:
    return Demand.objects.get(pk=demand.pk)


@pytest.fixture
def reached_signals():
    told = []
    receiver = lambda demand, **kwargs: told.append(demand.pk)  # noqa: E731
    demand_reached.connect(receiver)
    yield told
    demand_reached.disconnect(receiver)


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


@pytest.fixture
def reached(body):
    users = members(body, 3)
    return opened(body, users[0])


def when(days=20):
    start = timezone.now() + datetime.timedelta(days=days)
    return {"starts_at": start, "ends_at": start + datetime.timedelta(hours=2)}


def test_one_of_three_is_enough_at_once(reached, reached_signals):
    assert reached.state == "reached"


def test_the_meeting_that_is_demanded_is_prepared_convened_and_meets_the_duty(reached):
    meeting = service.create_meeting(demand=reached, by=secretary(), **when())
    assert (meeting.kind, meeting.state, meeting.title) == ("extraordinary", "draft", "The summit")
    assert fresh(reached).state == "reached"
    with pytest.raises(Refused, match="already"):
        service.create_meeting(demand=reached, by=secretary(), **when())
    meeting_convened.send(sender=Meeting, meeting=meeting, by=None)
    assert fresh(reached).state == "met"
    meeting_convened.send(sender=Meeting, meeting=meeting, by=None)
    assert AuditEntry.objects.filter(action="demand.met").count() == 1
    meeting_cancelled.send(sender=Meeting, meeting=meeting, by=None)
    assert (fresh(reached).state, fresh(reached).meeting) == ("reached", None)


def test_another_meeting_meets_no_duty(body, reached):
    from tests.factories.extranet import MeetingFactory

    service.meeting_was_convened(MeetingFactory(body=body))
    assert fresh(reached).state == "reached"


def test_no_meeting_is_prepared_before_enough_have_asked(body):
    demand = opened(body, members(body, 10)[0])
    with pytest.raises(Refused):
        service.create_meeting(demand=demand, by=secretary(), **when())


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ends_at": timezone.now() - DAY}, "ends_at"),
        ({"starts_at": timezone.now() - DAY}, "starts_at"),
    ],
)
def test_the_meeting_lies_ahead(reached, change, field):
    with pytest.raises(Refused) as refused:
        service.create_meeting(demand=reached, by=secretary(), **(when() | change))
    assert refused.value.field == field


def of_demands(user) -> list[str]:
    return [row.text for row in todos_for(standing_of(user)) if row.kind == "demand"]


def test_the_duty_waits_for_the_officers_and_when_overdue_for_who_asked(body):
    users = members(body, 10)
    chair = delegate(body, "chair")
    demand = opened(body, users[0])
    assert of_demands(users[0]) == []
    assert of_demands(users[5]) == ["An extraordinary meeting is demanded: do you ask for it too?"]
    for user in users[1:4]:
        service.request(demand=demand, by=user)
    assert of_demands(chair) == of_demands(secretary()) == ["Convene the meeting"]
    assert of_demands(users[0]) == of_demands(users[5]) == []
    Demand.objects.update(convene_by=site_day() - DAY)
    assert fresh(demand).is_overdue
    assert of_demands(chair) == of_demands(secretary()) == ["Overdue: convene it now"]
    assert of_demands(users[0]) == ["The meeting that you asked for is overdue"]
    assert of_demands(users[5]) == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_last_two_requests_at_once_make_one_duty(reached_signals):
    body = BodyFactory()
    share(body)
    users = members(body, 10)
    demand = opened(body, users[0])
    start, outcomes = threading.Barrier(4), []

    def ask(user):
        try:
            start.wait(10)
            service.request(demand=demand, by=user)
            outcomes.append("asked")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=(user,)) for user in users[1:5]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(outcomes) == ["asked", "asked", "refused", "refused"]
    assert (service.count(demand), fresh(demand).state) == (3, "reached")
    assert reached_signals == [demand.pk]
    assert AuditEntry.objects.filter(action="demand.reached").count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_organisations_delegates_at_once_make_one_request():
    body = BodyFactory(counts_by="organisation")
    share(body)
    opener, *_rest = members(body, 9)
    delegates = members(body, 3, organisation=OrganisationFactory())
    demand = opened(body, opener)
    start = threading.Barrier(3)

    def ask(user):
        try:
            start.wait(10)
            service.request(demand=demand, by=user)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=(user,)) for user in delegates]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert service.count(demand) == 2
    assert AuditEntry.objects.filter(action="demand.requested").count() == 2


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
