"""The rules of decisions: shipped, written as versions, in words, and what is impossible."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings

from cms.core.errors import Refused
from cms.directory.models import Body
from cms.directory.services import load_vocabularies
from cms.taxonomy.services import Loaded
from extranet.ballots.counting.terms import Terms
from extranet.ballots.models import DecisionRule
from extranet.ballots.rule_limits import problems
from extranet.ballots.services import rules
from extranet.core.audit_labels import ACTIONS
from extranet.core.models import AuditEntry
from tests.extranet.ballots.rule_tools import any_terms, possible_terms
from tests.factories.directory import BodyFactory, labels
from tests.factories.extranet import delegate, secretary

pytestmark = [pytest.mark.django_db, pytest.mark.databases]
KINDS = {
    "board": {
        *("ordinary", "admission", "suspension", "exclusion", "elect-coordinator"),
        *("appoint-auditor", "co-option"),
    },
    "steering-committee": {
        *("ordinary", "amend-principles", "dissolution", "elect-board", "discharge-board"),
        "discharge-finance",
    },
}


def saved(body, kind="budget", **fields) -> DecisionRule:
    """Return the version of a rule that the secretariat has just written."""
    return rules.save_version(
        body=body, kind=kind, by=secretary(), **{"labels": labels("Budget")} | fields
    )


def test_the_shipped_rules_are_those_of_the_principles():
    load_vocabularies()
    for body in Body.objects.all():
        kinds = set(body.decision_rules.values_list("kind", flat=True))
        assert kinds == KINDS.get(body.code, {"ordinary"})
    board = Body.objects.get(code="board")
    for kind in ("admission", "suspension", "exclusion"):
        terms = rules.rule_for(board, kind).terms()
        assert (terms.majority, terms.fallback) == ("consensus", "two_thirds")
    committee = Body.objects.get(code="steering-committee")
    for kind in ("amend-principles", "dissolution"):
        assert rules.rule_for(committee, kind).majority == "two_thirds"
    elected = rules.rule_for(committee, "elect-board")
    assert (elected.seats, elected.secret, elected.unit) == (35, True, "organisation")


def test_every_shipped_rule_is_possible_and_names_its_source_in_every_language():
    languages = ("en", "fr", "es")
    for row in rules.shipped():
        assert problems(row) == {}, row["kind"]
        for texts in (row["labels"], row["articles"]):
            assert all(texts[code] for code in languages)
        # French and Spanish are no copies of the English.
        assert len(set(row["articles"].values())) == 3
        assert "efault" in row["articles"]["en"]


def test_loading_again_changes_nothing_and_never_what_was_changed():
    first = load_vocabularies()["decision rules"]
    assert first == Loaded(len(rules.shipped()), 0, 0)
    board = Body.objects.get(code="board")
    changed = rules.save_version(body=board, kind="ordinary", by=secretary(), majority="absolute")
    rules.retire(rule=rules.rule_for(board, "co-option"), by=secretary())
    count = DecisionRule.objects.count()
    assert load_vocabularies()["decision rules"] == Loaded(0, 0, first.created)
    assert DecisionRule.objects.count() == count
    assert rules.rule_for(board, "ordinary") == changed
    with pytest.raises(Refused):
        rules.rule_for(board, "co-option")
    put_back = load_vocabularies(overwrite=True)["decision rules"]
    assert put_back == Loaded(0, 2, first.created - 2)
    assert rules.rule_for(board, "ordinary").version == 3
    assert rules.rule_for(board, "ordinary").majority == "simple"
    assert rules.rule_for(board, "co-option").version == 3
    assert DecisionRule.objects.get(pk=changed.pk).majority == "absolute"


def test_the_command_tells_of_them_and_a_body_that_is_gone_is_no_error(capsys):
    load_vocabularies()
    DecisionRule.objects.filter(body__code="board").delete()
    call_command("load_vocabulary")
    assert "decision rules: 7 created, 0 changed, " in capsys.readouterr().out
    Body.objects.filter(code="conference").update(code="assembly")
    assert rules.load_rules().created == 0


def test_saving_makes_the_next_version_and_touches_none():
    body = BodyFactory()
    first = saved(body)
    second = saved(body, majority="two_thirds")
    assert (first.version, second.version) == (1, 2)
    assert rules.rule_for(body, "budget") == second
    assert DecisionRule.objects.get(pk=first.pk).majority == "simple"
    # What is not given stays; where nothing changes there is no version.
    assert saved(body, quorum="presence", quorum_percent=50).majority == "two_thirds"
    assert saved(body).version == 3
    entries = AuditEntry.objects.filter(body=body).values_list("action", flat=True)
    assert list(entries) == ["rule.saved"] * 3
    assert {"rule.saved", "rule.retired"} <= set(ACTIONS)


def test_a_retired_rule_takes_its_kind_away_until_it_is_brought_back():
    body, by = BodyFactory(), secretary()
    rule = saved(body)
    old = saved(body, tie="chair")
    with pytest.raises(Refused, match="meanwhile"):
        rules.retire(rule=rule, by=by)
    rules.retire(rule=old, by=by)
    with pytest.raises(Refused, match="No rule"):
        rules.rule_for(body, "budget")
    with pytest.raises(Refused, match="already"):
        rules.retire(rule=old, by=by)
    back = saved(body)
    assert (back.version, back.tie, back.retired) == (4, "chair", False)
    assert rules.rule_for(body, "budget") == back


@pytest.mark.parametrize("role", ["chair", "member", "auditor", "guest"])
def test_nobody_but_the_secretariat_writes(role):
    body = BodyFactory()
    rule = saved(body)
    user = delegate(body, role)
    with pytest.raises(Refused, match="secretariat"):
        rules.save_version(body=body, kind="budget", by=user, majority="absolute")
    with pytest.raises(Refused, match="secretariat"):
        rules.retire(rule=rule, by=user)
    assert DecisionRule.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"quorum": "presence"}, "quorum_percent"),
        ({"quorum_percent": 50}, "quorum_percent"),
        ({"quorum": "presence", "quorum_percent": 101}, "quorum_percent"),
        ({"quorum": "participation", "quorum_percent": 50, "quorum_at": "opening"}, "quorum_at"),
        ({"majority": "consensus", "secret": True}, "secret"),
        ({"majority": "consensus", "method": "ranked"}, "majority"),
        ({"majority": "consensus", "fallback": "consensus", "fallback_base": "cast"}, "fallback"),
        ({"majority": "consensus", "fallback": "two_thirds"}, "fallback_base"),
        ({"majority": "consensus", "fallback_base": "cast"}, "fallback_base"),
        ({"fallback": "two_thirds", "fallback_base": "cast"}, "fallback"),
        ({"tie": "chair", "secret": True}, "tie"),
        ({"abstentions": "in_base"}, "abstentions"),
        ({"objection_days": 7}, "objection_days"),
        ({"seats": 0}, "seats"),
        ({"seats": 2}, "seats"),
        ({"proxies": 11}, "proxies"),
        ({"labels": {}}, "labels"),
    ],
)
def test_what_does_not_go_together_is_refused_in_words(fields, field):
    body = BodyFactory()
    for language in ("en", "fr", "es"):
        with override(language), pytest.raises(Refused) as refused:
            saved(body, **fields)
        assert refused.value.field == field
    assert not DecisionRule.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"quorum": "presence"},
        {"quorum_percent": 50},
        {"majority": "consensus", "secret": True},
        {"majority": "consensus", "fallback": "consensus"},
        {"fallback": "two_thirds"},
        {"tie": "chair", "secret": True},
        {"seats": 0},
    ],
)
def test_the_database_refuses_it_too(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        DecisionRule.objects.create(body=BodyFactory(), kind="x", labels=labels("X"), **fields)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(terms=possible_terms())
def test_every_saved_version_gives_terms_that_load_and_words(terms):
    assert problems(terms) == {}
    with transaction.atomic():
        rule = saved(BodyFactory(), **terms)
        rule = DecisionRule.objects.get(pk=rule.pk)
        assert rule.terms().to_json() == terms
        assert Terms.from_json(rule.terms().to_json()) == rule.terms()
        for language in ("en", "fr", "es"):
            with override(language):
                said = rules.in_words(rule)
                assert said.count(".") >= 3
                assert "%(" not in said
        transaction.set_rollback(True)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(terms=any_terms())
def test_terms_are_saved_where_no_problem_is_named_and_only_there(terms):
    wrong = problems(terms)
    assert set(wrong) <= set(terms)
    with transaction.atomic():
        field = None
        try:
            saved(BodyFactory(), **terms)
        except Refused as refusal:
            field = refusal.field
        assert field == next(iter(wrong), None)
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"majority": "two_thirds"},
            "One votes yes or no, or abstains. Two thirds of the votes in favour and against, at "
            "least. A tie rejects it. Every seat has one vote. Votes are named.",
        ),
        (
            {
                "majority": "consensus",
                "fallback": "two_thirds",
                "fallback_base": "yes_no",
                "objection_days": 14,
                "quorum": "presence",
                "quorum_percent": 50,
            },
            "One votes yes or no, or abstains. Adopted by consensus: nobody objects. In writing "
            "one can object for 14 days at least. Where consensus fails a vote follows. Two thirds "
            "of the votes in favour and against, at least. Valid if 50% of the roll are present "
            "when it closes. A tie rejects it. Every seat has one vote. Votes are named.",
        ),
        (
            {
                "method": "plurality",
                "seats": 35,
                "secret": True,
                "tie": "runoff",
                "unit": "organisation",
                "proxies": 1,
                "trackers": False,
            },
            "One votes for 35 candidates at most. Those with the most votes are elected. At a tie "
            "the vote is repeated. Every organisation has one vote. One can hold 1 proxy. The vote "
            "is secret, and nobody can prove how they voted.",
        ),
    ],
)
def test_a_rule_in_words(fields, words):
    assert rules.in_words(saved(BodyFactory(), **fields)) == words
