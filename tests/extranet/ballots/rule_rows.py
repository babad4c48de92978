"""Who may see the rules of decisions: the secretariat writes them, the body reads its own."""

from extranet.ballots.models import DecisionRule
from tests.extranet.roles import AUDITOR, OTHER, READERS, SECRETARIAT
from tests.extranet.rows import Row, fixed
from tests.extranet.world import World, said

WRITERS = frozenset({SECRETARIAT})


def rule(allowed: frozenset[str]) -> Row:
    """Return a row of an address of a rule of the body: in force, and retired."""

    def cases(world: World):
        found = {}
        for kind, retired in (("kept", False), ("gone", True)):
            DecisionRule.objects.get_or_create(
                body=world.body,
                kind=kind,
                defaults={"labels": said("Rule"), "articles": said("Article"), "retired": retired},
            )
            found[kind] = (allowed, {"body": world.body.code, "kind": kind})
        return found

    return Row(cases)


DECISION_RULES: dict[str, Row] = {
    # Who reads a body reads its rules.
    "extranet:decision-rules": fixed(READERS | {OTHER, AUDITOR}),
    "extranet:decision-rule-new": Row(lambda world: {"": (WRITERS, {"body": world.body.code})}),
    "extranet:decision-rule": rule(READERS),
    "extranet:decision-rule-change": rule(WRITERS),
    "extranet:decision-rule-retire": rule(WRITERS),
}
