"""Rules of decisions, ballots, their rolls, votes and records."""

from .ballot import Ballot
from .election import Election
from .nomination import ElectionRound, Nomination
from .option import Option
from .result import Count, Record, SignOff, TieBreak
from .roll import Proxy, Recusal, RollExclusion, RollLine
from .rule import DecisionRule
from .vote import NamedVote, OpenedVote, Participation, SealedVote, SealKey

__all__ = [
    "Ballot",
    "Count",
    "DecisionRule",
    "Election",
    "ElectionRound",
    "NamedVote",
    "Nomination",
    "OpenedVote",
    "Option",
    "Participation",
    "Proxy",
    "Record",
    "Recusal",
    "RollExclusion",
    "RollLine",
    "SealKey",
    "SealedVote",
    "SignOff",
    "TieBreak",
]
