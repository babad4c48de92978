"""Rules of decisions in words."""

from django import template

from extranet.ballots.models import DecisionRule
from extranet.ballots.rule_words import sentences
from extranet.ballots.services.rules import in_words

register = template.Library()


@register.filter
def decision_rule_words(rule: DecisionRule) -> str:
    """Return a rule as sentences, one after the other."""
    return in_words(rule)


@register.filter
def decision_rule_sentences(rule: DecisionRule) -> list[str]:
    """Return the sentences of a rule."""
    return sentences(rule.terms())
