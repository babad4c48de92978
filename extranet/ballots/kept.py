"""What the database itself keeps of ballots: once opened nothing changes but that votes come in.

Votes come in while the ballot is open and before its end, by the clock of the database. Sealed
votes are written anew between the close and the end of their key, in one transaction, and never
again. Whoever votes shares the ballot's row, so that a close waits for votes under way and a vote
that waited for a close is late.
"""

from cms.core.append_only import Lock, Rule, changed, changed_but_author, never_emptied

OPENED = "the ballot was opened: nothing of it can change"
LATE = "the ballot is not open: no vote is taken"
USED = "a rule that a ballot was opened with never changes"

_BALLOT = "ballots_ballot"
_OF_LINE = "(SELECT ballot_id FROM ballots_rollline WHERE id = {row}.line_id)"
_ONCE_OPENED = Lock(_BALLOT, "ballot_id", "state <> 'draft'")
_TAKES_NONE = "state <> 'open' OR closes_at <= {now}"
_NO_VOTE = Lock(_BALLOT, "ballot_id", _TAKES_NONE)
_NO_VOTE_OF_LINE = Lock(_BALLOT, "line_id", _TAKES_NONE, _OF_LINE)
_NOT_CLOSING = Lock(
    _BALLOT,
    "ballot_id",
    "state <> 'closed' OR id NOT IN (SELECT ballot_id FROM ballots_sealkey)",
)
_KEY_NEEDED = Lock(_BALLOT, "ballot_id", "state NOT IN ('closed', 'void')")

# Columns by table. What is not named may change: the state and its moments have rules of their own.
BALLOT = (
    *("id", "body_id", "rule_id", "terms_given", "terms_frozen", "kind", "mode", "meeting_id"),
    *("item_id", "motion_id", "position", "previous_id", "round", "titles", "texts", "paper_id"),
    *("subject_kind", "subject_key", "announced_at", "opened_at", "created_at"),
)
RULE = (
    *("id", "body_id", "kind", "version", "labels", "articles", "method", "majority", "base"),
    *("abstentions", "quorum", "quorum_percent", "quorum_at", "tie", "secret", "unit", "proxies"),
    *("trackers", "fallback", "fallback_base", "objection_days", "seats", "created_at"),
)
OPTION = ("id", "ballot_id", "code", "labels", "position")
PROXY = ("id", "ballot_id", "giver_id", "holder_id", "given_at", "withdrawn_at")
RECUSAL = ("id", "ballot_id", "mandate_id", "organisation_id", "reason", "recorded_at")
NAMED = ("id", "line_id", "choice", "reason", "cast_by_name", "cast_at")

_USED = "EXISTS (SELECT 1 FROM ballots_ballot WHERE rule_id = OLD.id AND state <> 'draft')"
_FORWARD = (
    "OLD.state = 'draft' AND NEW.state = 'open'"
    " OR OLD.state = 'open' AND NEW.state IN ('closed', 'void')"
    " OR OLD.state = 'closed' AND NEW.state = 'void'"
    " AND OLD.id NOT IN (SELECT ballot_id FROM ballots_record)"
)
_LATER = "OLD.state = 'open' AND NEW.state = 'open' AND NEW.closes_at > OLD.closes_at"
_IN_TIME = "OLD.closes_at > {now}"


def _once(columns: str, state: str) -> str:
    """Return SQL that is true where columns change but on the way into a state."""
    return f"({columns}) AND NOT (OLD.state <> '{state}' AND NEW.state = '{state}')"


def _frozen(name: str, table: str, columns: tuple[str, ...], author: str = "") -> tuple[Rule, ...]:
    """Return the rules of what belongs to a ballot and stays as it is from the opening on."""
    change = changed_but_author(author, *columns) if author else changed(*columns)
    return (
        Rule(f"{name}_in_time", table, "INSERT", OPENED, lock=_ONCE_OPENED),
        Rule(f"{name}_frozen", table, "UPDATE", OPENED, change, _ONCE_OPENED),
        Rule(f"{name}_kept", table, "DELETE", OPENED, lock=_ONCE_OPENED),
        never_emptied(name, table, "what belongs to a ballot"),
    )


def _added(name: str, table: str, what: str, taken: Rule, change: str = "") -> tuple[Rule, ...]:
    """Return the rules of a table that is only added to, while `taken` lets it."""
    why = f"{what} never changes"
    return (
        taken,
        Rule(f"{name}_never_changed", table, "UPDATE", why, change),
        Rule(f"{name}_never_deleted", table, "DELETE", why),
        never_emptied(name, table, what),
    )


def _insert(name: str, table: str, why: str, lock: Lock) -> Rule:
    return Rule(f"{name}_in_time", table, "INSERT", why, lock=lock)


RULES = (
    Rule(
        "ballot_frozen",
        _BALLOT,
        "UPDATE",
        OPENED,
        f"OLD.state <> 'draft' AND ({changed_but_author('created_by_id', *BALLOT)})",
    ),
    Rule(
        "ballot_never_back",
        _BALLOT,
        "UPDATE",
        "a ballot is opened, then closed, and never goes back",
        f"{changed('state')} AND NOT ({_FORWARD})",
    ),
    Rule(
        "ballot_never_shorter",
        _BALLOT,
        "UPDATE",
        "an open ballot can be made longer, before its end, and no more",
        f"OLD.state <> 'draft' AND {changed('closes_at')} AND ({_LATER} AND {_IN_TIME}) IS NOT TRUE"
        f" OR OLD.state <> 'draft' AND {changed('extensions')} AND NOT ({changed('closes_at')})",
    ),
    Rule(
        "ballot_closed_once",
        _BALLOT,
        "UPDATE",
        "a ballot is closed once",
        _once(changed("closed_at"), "closed"),
    ),
    Rule(
        "ballot_void_once",
        _BALLOT,
        "UPDATE",
        "a ballot is declared void once",
        _once(changed("voided_at", "void_reason"), "void"),
    ),
    Rule("ballot_kept", _BALLOT, "DELETE", OPENED, "OLD.state <> 'draft'"),
    never_emptied("ballot", _BALLOT, "a ballot"),
    Rule(
        "decision_rule_frozen",
        "ballots_decisionrule",
        "UPDATE",
        USED,
        f"({changed(*RULE)}) AND {_USED}",
    ),
    Rule("decision_rule_kept", "ballots_decisionrule", "DELETE", USED, _USED),
    *_frozen("ballot_option", "ballots_option", OPTION),
    *_frozen("ballot_proxy", "ballots_proxy", PROXY, "given_by_id"),
    *_frozen("ballot_recusal", "ballots_recusal", RECUSAL, "recorded_by_id"),
    *_added(
        "roll_line",
        "ballots_rollline",
        "a roll",
        _insert("roll_line", "ballots_rollline", OPENED, _ONCE_OPENED),
    ),
    *_added(
        "roll_exclusion",
        "ballots_rollexclusion",
        "a roll",
        _insert("roll_exclusion", "ballots_rollexclusion", OPENED, _ONCE_OPENED),
    ),
    *_added(
        "participation",
        "ballots_participation",
        "who has voted",
        _insert("participation", "ballots_participation", LATE, _NO_VOTE_OF_LINE),
    ),
    *_added(
        "named_vote",
        "ballots_namedvote",
        "a vote",
        _insert("named_vote", "ballots_namedvote", LATE, _NO_VOTE_OF_LINE),
        changed_but_author("cast_by_id", *NAMED),
    ),
    *_added(
        "sealed_vote",
        "ballots_sealedvote",
        "a vote",
        _insert("sealed_vote", "ballots_sealedvote", LATE, _NO_VOTE),
    ),
    *_added(
        "opened_vote",
        "ballots_openedvote",
        "a vote",
        _insert("opened_vote", "ballots_openedvote", "votes are opened at the close", _NOT_CLOSING),
    ),
    _insert("seal_key", "ballots_sealkey", OPENED, _ONCE_OPENED),
    Rule("seal_key_never_changed", "ballots_sealkey", "UPDATE", "a key never changes"),
    Rule(
        "seal_key_kept",
        "ballots_sealkey",
        "DELETE",
        "a key goes when its votes are counted or void",
        lock=_KEY_NEEDED,
    ),
    never_emptied("seal_key", "ballots_sealkey", "a key"),
)
