"""What the database itself keeps of elections: the conditions that candidates rely on, the rounds
of those that are voted on, the nominations of who is on a ballot.

Two migrations install it, as their tables are made.
"""

from cms.core.append_only import Lock, Rule, changed

ELECTION = "ballots_election"
NOMINATION = "ballots_nomination"
ROUND = "ballots_electionround"
CONDITIONS = (
    *("body_id", "seats_of_id", "role", "rule_id", "seats", "term_months", "parity"),
    *("may_name_one", "kept_women", "kept_men", "regions", "cap", "co_opted", "co_opted_in_cap"),
    *("mandates_from", "mandates_until", '"order"'),
)

RULES = (
    Rule(
        *("election_conditions_never_changed", ELECTION, "UPDATE"),
        "the conditions of an election do not change once nominations are open",
        f"OLD.state <> 'draft' AND ({changed(*CONDITIONS)})",
    ),
    Rule(
        *("election_never_prepared_anew", ELECTION, "UPDATE"),
        "an election that is open, decided or void does not go back",
        "OLD.state <> NEW.state AND (OLD.state IN ('decided', 'void') OR NEW.state = 'draft')",
    ),
    Rule(
        *("election_never_deleted", ELECTION, "DELETE"),
        "an election that was opened is never deleted",
        "OLD.state <> 'draft'",
    ),
    Rule(
        *("election_round_never_changed", ROUND, "UPDATE"),
        "who stands and what is filled do not change once a ballot is open",
        lock=Lock("ballots_ballot", "ballot_id", "state <> 'draft'"),
    ),
    Rule(
        *("election_round_never_deleted", ROUND, "DELETE"),
        "a round that was voted on is never deleted",
        lock=Lock("ballots_ballot", "ballot_id", "state <> 'draft'"),
    ),
)
