"""Who casts for whom: proxies, and in a meeting who sits in whose place."""

import datetime

import pytest
from django.utils import timezone

from cms.core.errors import Refused
from cms.directory.models import Mandate
from extranet.ballots.models import Proxy
from extranet.ballots.services import opening, proxies, recusals
from extranet.ballots.services.roll import roll_now
from extranet.ballots.services.standpoint import why
from extranet.meetings.services.attendance import Presence, record_attendance
from tests.factories.directory import BodyFactory, OrganisationFactory
from tests.factories.extranet import MeetingFactory, delegate

from .casting_tools import committee, drafted, mandate_of, rule_of, vote

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


def give(draft, giver, holder, by=None) -> Proxy:
    """Give the proxy of one user's seat to another's."""
    pair = {"giver": mandate_of(giver, draft.body), "holder": mandate_of(holder, draft.body)}
    return proxies.give(ballot=draft, by=by or giver, **pair)


def test_who_holds_a_proxy_casts_the_vote_and_who_gave_it_does_not():
    body, chair, (one, two, _three) = committee()
    draft = drafted(body, chair, rule_of(body, proxies=1))
    give(draft, one, two)
    ballot = opening.open_ballot(ballot=draft, by=chair)
    line = ballot.lines.get(mandate=mandate_of(one, body))
    assert (line.manner, line.voter) == ("proxy", mandate_of(two, body))
    assert {row.pk for row in why(ballot, two).lines} == {
        line.pk,
        ballot.lines.get(mandate=mandate_of(two, body)).pk,
    }
    assert why(ballot, one).lines == []
    assert "gave a proxy" in " ".join(why(ballot, one).in_words)
    with pytest.raises(Refused, match="not yours"):
        vote(ballot, one, line=line)
    vote(ballot, two, line=line)
    vote(ballot, two, ["no"])


@pytest.mark.parametrize("whose", ["giver", "holder"])
def test_a_proxy_ends_with_the_mandate_of_either(whose):
    body, chair, (one, two, _three) = committee()
    draft = drafted(body, chair, rule_of(body, proxies=1))
    give(draft, one, two)
    ballot = opening.open_ballot(ballot=draft, by=chair)
    user = {"giver": one, "holder": two}[whose]
    Mandate.objects.filter(person__user=user).update(ended_at=timezone.now())
    line = ballot.lines.get(mandate=mandate_of(one, body))
    with pytest.raises(Refused, match="has ended"):
        vote(ballot, two, line=line)


def test_what_is_refused_of_a_proxy():
    body, chair, (one, two, three) = committee()
    outsider, guest = delegate(BodyFactory()), delegate(body, "guest")
    none = drafted(body, chair)
    with pytest.raises(Refused, match="no proxies"):
        give(none, one, two)
    draft = drafted(body, chair, rule_of(body, proxies=1))
    with pytest.raises(Refused, match="nobody else"):
        give(draft, one, two, by=chair)
    with pytest.raises(Refused, match="themselves"):
        give(draft, one, guest)
    with pytest.raises(Refused, match="none to give"):
        give(draft, guest, one)
    with pytest.raises(Refused, match="another vote"):
        give(draft, one, one)
    with pytest.raises(Refused, match="themselves"):
        proxies.give(
            ballot=draft,
            giver=mandate_of(one, body),
            holder=Mandate.objects.get(person__user=outsider),
            by=one,
        )
    first = give(draft, one, two)
    with pytest.raises(Refused, match="given a proxy already"):
        give(draft, one, three)
    with pytest.raises(Refused, match="as many proxies"):
        give(draft, three, two)
    with pytest.raises(Refused, match="hold a proxy yourself"):
        give(draft, two, three)
    with pytest.raises(Refused, match="own vote away"):
        give(draft, three, one)
    for stranger in (three, chair, None):
        with pytest.raises(Refused, match="withdrawn by"):
            proxies.withdraw(proxy=first, by=stranger)
    proxies.withdraw(proxy=first, by=two)
    second = give(draft, one, three)
    ballot = opening.open_ballot(ballot=draft, by=chair)
    for act in (
        lambda: proxies.withdraw(proxy=second, by=one),
        lambda: give(ballot, two, chair),
    ):
        with pytest.raises(Refused, match="was opened"):
            act()


def test_an_organisations_vote_goes_by_proxy_to_another_organisation():
    body, chair, _voters = committee(1)
    party, other = OrganisationFactory(), OrganisationFactory()
    one, two = (delegate(body, organisation=party) for _number in range(2))
    three = delegate(body, organisation=other)
    draft = drafted(body, chair, rule_of(body, unit="organisation", proxies=2))
    with pytest.raises(Refused, match="another vote"):
        give(draft, one, two)
    give(draft, one, three)
    with pytest.raises(Refused, match="given a proxy already"):
        give(draft, two, chair)
    ballot = opening.open_ballot(ballot=draft, by=chair)
    line = ballot.lines.get(organisation=party)
    assert (line.manner, line.voter) == ("proxy", mandate_of(three, body))
    assert why(ballot, two).lines == []
    vote(ballot, three, line=line)


@pytest.mark.parametrize("how", ["ended", "recused", "suspended"])
def test_a_proxy_lapses_at_the_opening_where_its_holder_has_no_vote(how):
    body, chair, (one, two, _three) = committee()
    draft = drafted(body, chair, rule_of(body, proxies=1))
    give(draft, one, two)
    if how == "ended":
        Mandate.objects.filter(person__user=two).update(ended_at=timezone.now())
    elif how == "recused":
        recusals.recuse(ballot=draft, by=two, mandate=mandate_of(two, body))
    else:
        mandate_of(two, body).organisation.statuses.update(status="suspended")
    ballot = opening.open_ballot(ballot=draft, by=chair)
    assert ballot.lines.get(mandate=mandate_of(one, body)).manner == "own"
    vote(ballot, one)


def test_a_rule_with_fewer_proxies_lets_the_later_ones_lapse():
    from extranet.ballots.services import ballots

    body, chair, (one, two, three) = committee()
    draft = drafted(body, chair, rule_of(body, proxies=2))
    give(draft, one, three)
    give(draft, two, three)
    ballots.change(ballot=draft, by=chair, rule=rule_of(body, proxies=1))
    ballot = opening.open_ballot(ballot=draft, by=chair)
    manners = [ballot.lines.get(mandate=mandate_of(u, body)).manner for u in (one, two)]
    assert manners == ["proxy", "own"]


def at_meeting(body, chair, presences, rule=None, proxy=None):
    """Return the open ballot of a meeting; `presences` are (user, seat stood in for)."""
    meeting = MeetingFactory(body=body, starts_at=timezone.now() - HOUR)
    draft = drafted(body, chair, rule, mode="meeting", meeting=meeting, closes_at=None)
    if proxy:
        give(draft, *proxy)
    rows = []
    for user, seat in presences:
        mandate = mandate_of(user, body)
        rows.append(Presence(mandate.person, mandate, seat and mandate_of(seat, body)))
    record_attendance(meeting=meeting, presences=rows, by=chair)
    return opening.open_ballot(ballot=draft, by=chair)


def test_in_a_meeting_those_present_vote_themselves_or_by_who_sits_in_their_place():
    body, chair, (one, two, three) = committee()
    stand_in = delegate(body, "substitute", organisation=mandate_of(two, body).organisation)
    ballot = at_meeting(body, chair, [(chair, None), (one, None), (stand_in, two)])
    by_seat = {line.mandate_id: line for line in ballot.lines.all()}
    absent, stood = by_seat[mandate_of(three, body).pk], by_seat[mandate_of(two, body).pk]
    assert (absent.present, absent.manner) == (False, "own")
    assert (stood.present, stood.manner, stood.voter) == (
        True,
        "substitute",
        mandate_of(stand_in, body),
    )
    assert roll_now(ballot).present == 3
    with pytest.raises(Refused, match="not present"):
        vote(ballot, three)
    assert "not present" in " ".join(why(ballot, three).in_words)
    with pytest.raises(Refused, match="not yours"):
        vote(ballot, two)
    assert "in your place" in " ".join(why(ballot, two).in_words)
    vote(ballot, stand_in, line=stood)
    vote(ballot, one)


def test_in_a_meeting_a_proxy_counts_where_its_holder_is_there():
    body, chair, (one, two, _three) = committee()
    rule = rule_of(body, proxies=1)
    there = at_meeting(body, chair, [(chair, None), (two, None)], rule, (one, two))
    line = there.lines.get(mandate=mandate_of(one, body))
    assert (line.manner, line.present) == ("proxy", True)
    vote(there, two, line=line)
    away = at_meeting(body, chair, [(chair, None), (one, None)], rule, (one, two))
    line = away.lines.get(mandate=mandate_of(one, body))
    assert (line.manner, line.present) == ("own", True)
    vote(away, one)


def test_a_substitute_who_takes_no_part_stands_in_for_nobody():
    body, chair, (one, *_rest) = committee()
    stand_in = delegate(body, "substitute", organisation=mandate_of(one, body).organisation)
    meeting = MeetingFactory(body=body, starts_at=timezone.now() - HOUR)
    draft = drafted(body, chair, mode="meeting", meeting=meeting, closes_at=None)
    recusals.recuse(ballot=draft, by=stand_in, mandate=mandate_of(stand_in, body))
    mandate = mandate_of(stand_in, body)
    rows = [Presence(mandate.person, mandate, mandate_of(one, body))]
    record_attendance(meeting=meeting, presences=rows, by=chair)
    ballot = opening.open_ballot(ballot=draft, by=chair)
    assert ballot.lines.get(mandate=mandate_of(one, body)).present is False
