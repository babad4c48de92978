"""What is held about who votes, stands in, is partial, signs: all of it kept.

Of a secret ballot it is known who took part. What they voted is held nowhere under their name.
"""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from cms.core.personal_data import sources
from extranet.ballots.elections import personal_data  # noqa: F401
from extranet.ballots.models import (
    Ballot,
    DecisionRule,
    NamedVote,
    Proxy,
    Recusal,
    RollExclusion,
    RollLine,
    SignOff,
    TieBreak,
)
from extranet.core.personal_data import ActSource, OfBodySource

KEPT = _(
    "Who could vote in a ballot, for whom and why not, belongs to its record: without it nobody "
    "could check what was decided."
)


class OfRollSource(OfBodySource):
    """Rows of rolls that lead to somebody by a mandate; `path` is the way to the person."""

    code = ""
    label = ""
    body_field = "ballot__body"
    kept = KEPT

    def __init__(self, model, path: str, label: str, *fields):
        self.model = model
        self.person_field = path
        self.code = f"{model._meta.label_lower}:{path.partition('__')[0]}"
        self.label = label
        self.fields = fields


class NamedVoteSource(OfBodySource):
    """Votes that somebody cast by name."""

    model = NamedVote
    label = _("Votes cast by name")
    user_field = "cast_by"
    body_field = "line__ballot__body"
    kept = _(
        "A vote by name is part of the record of its ballot. Once the account is erased the record "
        "keeps the name alone."
    )
    fields = ((_("cast on"), attrgetter("cast_at")), (_("for"), lambda vote: vote.line.name))


class SignOffSource(OfBodySource):
    """Results that somebody signed."""

    model = SignOff
    label = _("Results of ballots signed")
    user_field = "user"
    body_field = "ballot__body"
    kept = _(
        "Who answers for a result belongs to the record of the ballot, which is chained to the "
        "next and never changes."
    )
    fields = ((_("signed on"), attrgetter("signed_at")),)


OPENED = (_("opened on"), attrgetter("ballot.opened_at"))
NAME = (_("name then"), attrgetter("name"))
MANNER = (_("cast by"), lambda line: line.get_manner_display())

for source in (
    OfRollSource(RollLine, "mandate__person", _("Votes on rolls"), OPENED, NAME, MANNER),
    OfRollSource(RollLine, "voter__person", _("Votes cast for others"), OPENED, NAME, MANNER),
    OfRollSource(
        RollExclusion,
        "mandate__person",
        _("Ballots without a vote of their own"),
        OPENED,
        (_("why"), lambda row: row.get_reason_display()),
    ),
    OfRollSource(
        Proxy, "giver__person", _("Proxies given"), (_("given on"), attrgetter("given_at"))
    ),
    OfRollSource(
        Proxy, "holder__person", _("Proxies held"), (_("given on"), attrgetter("given_at"))
    ),
    OfRollSource(
        Recusal,
        "mandate__person",
        _("Decisions without taking part"),
        (_("recorded on"), attrgetter("recorded_at")),
        "reason",
    ),
    NamedVoteSource(),
    SignOffSource(),
    ActSource(Ballot, "created_by", _("Ballots prepared"), body="body", when="created_at"),
    ActSource(
        DecisionRule, "created_by", _("Rules of decisions written"), body="body", when="created_at"
    ),
    ActSource(Proxy, "given_by", _("Proxies recorded"), body="ballot__body", when="given_at"),
    ActSource(
        Recusal, "recorded_by", _("Recusals recorded"), body="ballot__body", when="recorded_at"
    ),
    ActSource(TieBreak, "settled_by", _("Ties settled"), body="ballot__body", when="settled_at"),
):
    sources.register(source)
