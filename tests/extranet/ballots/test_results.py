"""Count, tie, two signatures, record: who may do what, and what comes of it."""

import json
import sys

import pytest
from django.test import RequestFactory
from django.views.debug import ExceptionReporter

from cms.core.errors import Refused
from extranet.ballots.counting.outcomes import Outcome
from extranet.ballots.counting.published import canonical, digest
from extranet.ballots.models import Ballot, Count, Record, SignOff, TieBreak
from extranet.ballots.services import results
from extranet.ballots.signals import ballot_settled
from extranet.core.models import AuditEntry
from extranet.meetings.models import Attendance
from tests.extranet.ballots.counted import closed, recorded, running
from tests.factories.directory import BodyFactory
from tests.factories.extranet import delegate, secretary

pytestmark = pytest.mark.django_db
YES, NO, ABSTAIN, BLANK = ["yes"], ["no"], ["abstain"], []
TIED = [YES, YES, NO, NO, ABSTAIN]


def fresh(ballot: Ballot) -> Ballot:
    return Ballot.objects.get(pk=ballot.pk)


# --- The count ------------------------------------------------------------------------


@pytest.mark.parametrize("secret", [True, False])
def test_six_of_nine_pass_two_thirds(secret):
    votes = [*[YES] * 6, *[NO] * 3, ABSTAIN, BLANK]
    ballot = closed(votes=votes, entitled=20, majority="two_thirds", secret=secret)
    count = ballot.count
    assert (count.outcome, count.numbers["formula"]) == ("adopted", "3 × 6 ≥ 2 × 9")
    assert (count.numbers["entitled"], count.numbers["participated"]) == (20, 11)
    assert count.present is None
    assert results.final_outcome(ballot) is Outcome.ADOPTED


def test_of_a_vote_by_name_the_last_choice_counts_and_all_are_published():
    ballot = closed(votes=[[YES, NO], YES, NO])
    assert ballot.count.outcome == "rejected"
    votes = results.published_record(ballot)["votes"]
    assert [vote["choice"] for vote in votes] == [YES, NO, YES, NO]
    assert [vote["line"] for vote in votes] == [1, 1, 2, 3]


def test_votes_that_are_not_as_many_as_took_part_are_not_counted():
    ballot = running(entitled=3)
    with pytest.raises(Refused, match="do not agree"):
        results.count(ballot=ballot, choices=[YES], at=ballot.opened_at)
    assert not Count.objects.exists()


def test_what_goes_wrong_in_the_count_is_reported_without_a_vote(monkeypatch):
    def fail(record):
        found = record["votes"][0]["choice"]
        raise RuntimeError(len(found))

    monkeypatch.setattr("extranet.ballots.counting.motions.recount", fail)
    ballot = running(entitled=1, secret=True)
    request = RequestFactory().get("/")
    try:
        results.count(ballot=ballot, choices=[["SECRETCHOICE"]], at=ballot.opened_at)
    except RuntimeError:
        reporter = ExceptionReporter(request, *sys.exc_info())
        frames = [
            frame for frame in reporter.get_traceback_frames() if "ballots" in frame["filename"]
        ]
        told = str([frame["vars"] for frame in frames[1:]])
    assert "fail" in {frame["function"] for frame in frames}
    assert "SECRETCHOICE" not in told


def test_votes_for_what_is_no_option_are_not_counted():
    ballot = running(entitled=1, method="plurality")
    with pytest.raises(Refused, match="do not agree"):
        results.count(ballot=ballot, choices=[["nobody"]], at=ballot.opened_at)


def test_who_is_present_comes_from_the_attendance_at_the_close():
    ballot = running(entitled=6, present=4, quorum="presence", quorum_percent=50)
    lines = list(ballot.lines.select_related("mandate"))
    stand_in = delegate(ballot.body, "substitute").person
    for line in lines[:2]:
        Attendance.objects.create(
            meeting=ballot.meeting, person=line.mandate.person, mandate=line.mandate
        )
    Attendance.objects.create(
        meeting=ballot.meeting,
        person=stand_in,
        mandate=stand_in.mandates.get(),
        stands_for=lines[4].mandate,
    )
    count = results.count(ballot=ballot, choices=[], at=ballot.opened_at)
    assert count.present == 3
    assert count.numbers["present_at_opening"] == 4
    assert (count.numbers["quorum_needed"], count.numbers["quorum_met"]) == (3, True)


# --- Ties -----------------------------------------------------------------------------


@pytest.mark.parametrize(("choice", "outcome"), [(YES, "adopted"), (NO, "rejected")])
def test_the_chair_settles_a_tie(choice, outcome):
    ballot = closed(votes=TIED, tie="chair")
    assert results.final_outcome(ballot) is Outcome.TIE
    chair = delegate(ballot.body, "chair")
    results.settle_tie(ballot=ballot, how="chair", choice=choice, by=chair)
    assert results.final_outcome(fresh(ballot)) == outcome
    assert results.published_record(fresh(ballot))["outcome"] == outcome
    with pytest.raises(Refused, match="no tie"):
        results.settle_tie(ballot=ballot, how="chair", choice=choice, by=chair)


def test_a_lot_is_recorded_with_who_was_there():
    ballot = closed(votes=TIED, tie="lot")
    with pytest.raises(Refused) as refused:
        results.settle_tie(ballot=ballot, how="lot", choice=YES, by=secretary(), note="  ")
    assert refused.value.field == "note"
    row = results.settle_tie(
        ballot=ballot, how="lot", choice=YES, by=secretary(), note="A coin, before the tellers."
    )
    assert results.published_record(fresh(ballot))["tie_break"]["note"] == row.note
    details = AuditEntry.objects.get(action="ballot.tie_settled").details
    assert details == {"how": "lot"}


@pytest.mark.parametrize(
    ("terms", "votes", "asked", "field"),
    [
        ({"tie": "chair"}, TIED, {"how": "lot", "note": "A coin."}, "how"),
        ({"tie": "chair"}, TIED, {"choice": ABSTAIN}, "choice"),
        ({"tie": "chair"}, TIED, {"choice": BLANK}, "choice"),
        ({"tie": "chair"}, [YES, NO, NO], {}, None),
        ({"tie": "runoff"}, TIED, {}, None),
        ({"tie": "rejected"}, TIED, {}, None),
        ({"tie": "chair", "majority": "absolute"}, TIED, {}, None),
    ],
)
def test_a_tie_is_settled_only_where_and_as_the_terms_say(terms, votes, asked, field):
    ballot = closed(votes=votes, **terms)
    chair = delegate(ballot.body, "chair")
    with pytest.raises(Refused) as refused:
        results.settle_tie(ballot=ballot, by=chair, **{"how": "chair", "choice": YES, **asked})
    assert refused.value.field == field
    assert not TieBreak.objects.exists()


@pytest.mark.parametrize("who", ["secretariat", "coordinator", "member", "guest", "other chair"])
def test_nobody_but_the_chair_has_the_chairs_vote(who):
    ballot = closed(votes=TIED, tie="chair")
    user = {
        "secretariat": secretary,
        "other chair": lambda: delegate(BodyFactory(), "chair"),
    }.get(who, lambda: delegate(ballot.body, who))()
    with pytest.raises(Refused, match="chairs"):
        results.settle_tie(ballot=ballot, how="chair", choice=YES, by=user)


def test_a_vote_that_is_repeated_for_its_tie_is_signed_as_a_tie():
    ballot = closed(votes=TIED, tie="runoff")
    assert not results.is_tie_open(ballot)
    assert json.loads(recorded(ballot).content)["outcome"] == "tie"


# --- Two signatures -------------------------------------------------------------------


@pytest.mark.parametrize("second", ["coordinator", "secretariat", "chair"])
def test_two_people_sign_and_the_second_makes_the_record(second):
    ballot = closed(votes=[YES, NO, YES])
    settled = []

    def listen(sender, ballot, record, by, **kwargs):
        settled.append((ballot, record, by))

    ballot_settled.connect(listen)
    chair = delegate(ballot.body, "chair")
    other = secretary() if second == "secretariat" else delegate(ballot.body, second)
    try:
        results.sign(ballot=ballot, by=chair)
        assert (Record.objects.count(), settled) == (0, [])
        results.sign(ballot=ballot, by=other)
    finally:
        ballot_settled.disconnect(listen)
    record = Record.objects.get()
    assert settled == [(ballot, record, other)]
    signed = [row["name"] for row in results.published_record(ballot)["signatures"]]
    assert signed == [chair.name, other.name]
    done = AuditEntry.objects.filter(body=ballot.body, action__startswith="ballot.")
    assert list(done.order_by("pk").values_list("action", flat=True)) == [
        *("ballot.counted", "ballot.signed", "ballot.signed", "ballot.settled")
    ]


def test_nobody_signs_twice_and_nobody_signs_third():
    ballot = closed(votes=[YES])
    chair = delegate(ballot.body, "chair")
    results.sign(ballot=ballot, by=chair)
    with pytest.raises(Refused, match="already"):
        results.sign(ballot=ballot, by=chair)
    results.sign(ballot=ballot, by=secretary())
    with pytest.raises(Refused, match="Two people"):
        results.sign(ballot=ballot, by=delegate(ballot.body, "coordinator"))
    assert SignOff.objects.count() == 2


@pytest.mark.parametrize("role", ["member", "substitute", "auditor", "guest", "observer", None])
def test_who_does_not_keep_the_bodys_papers_does_not_sign(role):
    ballot = closed(votes=[YES])
    user = delegate(ballot.body, role) if role else delegate(BodyFactory(), "chair")
    with pytest.raises(Refused, match="sign results"):
        results.sign(ballot=ballot, by=user)


def test_nobody_signs_before_the_tie_is_settled_and_who_settled_it_may():
    ballot = closed(votes=TIED, tie="chair")
    chair = delegate(ballot.body, "chair")
    with pytest.raises(Refused, match="tie"):
        results.sign(ballot=ballot, by=chair)
    results.settle_tie(ballot=ballot, how="chair", choice=NO, by=chair)
    results.sign(ballot=ballot, by=chair)


def test_what_is_not_counted_is_neither_signed_nor_published():
    ballot = running(entitled=2)
    with pytest.raises(Refused, match="not counted"):
        results.published_record(ballot)
    with pytest.raises(Refused, match="not counted"):
        results.sign(ballot=ballot, by=delegate(ballot.body, "chair"))
    with pytest.raises(Refused, match="not counted"):
        results.settle_tie(ballot=ballot, how="chair", choice=YES, by=secretary())


def test_what_is_void_is_not_signed():
    ballot = running(entitled=1)
    ballot.state, ballot.voided_at, ballot.void_reason = "void", ballot.opened_at, "A wrong text."
    ballot.save()
    with pytest.raises(Refused, match="void"):
        results.sign(ballot=ballot, by=secretary())


# --- The chain ------------------------------------------------------------------------


def test_records_of_a_body_are_numbered_and_chained():
    body, other = BodyFactory(), BodyFactory()
    records = [recorded(closed(where, [YES, NO])) for where in (body, other, body, body)]
    assert [record.number for record in records] == [1, 1, 2, 3]
    first, elsewhere, second, third = records
    assert (first.previous, elsewhere.previous) == ("", "")
    assert (second.previous, third.previous) == (first.digest, second.digest)
    for record in records:
        assert record.digest == digest(record.previous, record.content)
        assert record.content == canonical(json.loads(record.content))
        assert json.loads(record.content)["number"] == record.number


def test_what_was_signed_stays_published_whatever_is_called_otherwise_later():
    ballot = closed(votes=[YES, NO, YES])
    before = json.loads(recorded(ballot).content)
    body = ballot.body
    body.labels = {"en": "Another name"}
    body.save()
    assert results.published_record(fresh(ballot)) == before
