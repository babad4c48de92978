"""The rules of decisions as data: every change is a new version, none is ever changed."""

import csv
from pathlib import Path

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cms.core.errors import Refused
from cms.directory.models import Body
from cms.taxonomy.services import Loaded
from extranet.ballots.counting.terms import Terms
from extranet.ballots.models import DecisionRule
from extranet.ballots.rule_limits import problems
from extranet.ballots.rule_words import sentences
from extranet.core.services import audit
from extranet.core.standing import standing_of

DATA = Path(__file__).resolve().parents[1] / "data" / "decision_rules.csv"
TERMS = tuple(Terms.__dataclass_fields__)
# All that makes a version: `labels`, `articles` and the terms.
FIELDS = ("labels", "articles", *TERMS)


def rule_for(body: Body, kind: str) -> DecisionRule:
    """Return the rule by which a body takes a kind of decision now; raise Refused without one."""
    rule = DecisionRule.objects.in_force().filter(body=body, kind=kind).first()
    if rule is None:
        raise Refused(
            _("No rule says how this body decides that (“%(kind)s”): the secretariat writes it.")
            % {"kind": kind}
        )
    return rule


def in_words(rule: DecisionRule) -> str:
    """Return a rule as sentences in the active language, without its source."""
    return " ".join(sentences(rule.terms()))


def content_of(rule: DecisionRule) -> dict:
    """Return all that makes a version, by name, as `save_version` takes it."""
    return {name: getattr(rule, name) for name in FIELDS}


@transaction.atomic
def save_version(*, body: Body, kind: str, by, **fields) -> DecisionRule:
    """Save the next version of a body's rule for a kind of decision; return it.

    `fields` are some of `FIELDS`; what is not given stays as it is in the version before, or is
    the default of a first one. Where nothing changes the version before is returned. Ballots that
    are prepared follow the new version; those that are open keep theirs. Raise Refused for who is
    not of the secretariat, and for terms that do not go together, at the first of them.
    """
    _check_secretariat(by)
    return _save(body, kind, by=by, **fields)


def _save(body: Body, kind: str, *, by, **fields) -> DecisionRule:
    newest = _hold_newest(body, kind)
    before = content_of(newest or DecisionRule())
    content = before | fields
    if newest and not newest.retired and content == before:
        return newest
    if not any(content["labels"].values()):
        raise Refused(_("Say what kind of decision it is."), field="labels")
    if wrong := problems(content):
        field, why = next(iter(wrong.items()))
        raise Refused(why, field=field)
    rule = DecisionRule(
        body=body,
        kind=kind,
        version=newest.version + 1 if newest else 1,
        created_by=by,
        **content,
    )
    rule.full_clean(exclude=["body", "created_by", "labels", "articles"])
    rule.save(force_insert=True)
    audit.record("rule.saved", rule, actor=by, body=body, kind=kind, version=rule.version)
    return rule


@transaction.atomic
def retire(*, rule: DecisionRule, by) -> DecisionRule:
    """Let a body take a kind of decision no longer: by a last version that says so; return it.

    Raise Refused where it is retired already, or another version is in force by now.
    """
    _check_secretariat(by)
    newest = _hold_newest(rule.body, rule.kind)
    if newest.retired:
        raise Refused(_("This rule is retired already."))
    if newest.pk != rule.pk:
        raise Refused(_("Somebody has changed this rule meanwhile: look at it again."))
    last = DecisionRule.objects.create(
        body=rule.body,
        kind=rule.kind,
        version=newest.version + 1,
        retired=True,
        created_by=by,
        **content_of(newest),
    )
    audit.record("rule.retired", last, actor=by, body=rule.body, kind=rule.kind)
    return last


def _hold_newest(body: Body, kind: str) -> DecisionRule | None:
    """Return the highest version, which nobody else can follow until the transaction ends."""
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    rows = DecisionRule.objects.filter(body=body, kind=kind)
    return rows.order_by("-version").first()


def _check_secretariat(by) -> None:
    if not standing_of(by).secretariat:
        raise Refused(_("Only the secretariat writes the rules of decisions."))


@transaction.atomic
def load_rules(*, overwrite: bool = False, user=None) -> Loaded:
    """Load the shipped rules of the bodies that there are; return the counts.

    What has a version stays as it is; with `overwrite` a version follows that is as shipped.
    """
    bodies = Body.objects.in_bulk(field_name="code")
    versions = DecisionRule.objects.values_list("body", "kind").annotate(Max("version"))
    newest = {(body, kind): version for body, kind, version in versions}
    created = changed = kept = 0
    for row in shipped():
        body = bodies.get(row.pop("body"))
        if body is None:
            continue
        kind = row.pop("kind")
        before = newest.get((body.pk, kind), 0)
        if before and not overwrite:
            kept += 1
            continue
        saved = _save(body, kind, by=user, **row).version
        created += not before
        changed += 0 < before < saved
        kept += before == saved
    return Loaded(created, changed, kept)


def shipped() -> list[dict]:
    """Return the rules that are shipped with the project, each with `body` (its code), `kind` and
    the `FIELDS`."""
    with DATA.open(encoding="utf-8", newline="") as file:
        return [_read(row) for row in csv.DictReader(file)]


def _read(row: dict[str, str]) -> dict:
    defaults = Terms().to_json()
    terms = {}
    for name in TERMS:
        kind = type(defaults[name])
        terms[name] = row[name] == "true" if kind is bool else kind(row[name])
    texts = {
        field: {code: row[f"{name}_{code}"] for code in ("en", "fr", "es")}
        for field, name in (("labels", "label"), ("articles", "article"))
    }
    return {"body": row["body"], "kind": row["kind"], **texts, **terms}
