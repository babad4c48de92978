"""Declarations of solidarity, with what has happened since."""

from campaigns.solidarity.models import SolidarityPage
from campaigns.solidarity.page_facts import case_facts, cases_of
from search.projection import tidy
from search.registry import register
from search.sources.statements import StatementSource
from search.sources.texts import LONGEST_TEXT, body_text


@register
class SolidaritySource(StatementSource):
    """Positions about people and movements under pressure; of names only those that are shown."""

    kind = "solidarity"
    model = SolidarityPage

    def text(self, page) -> str:
        cases = [case_facts(case) for case in cases_of(page)]
        said = [super().text(page), body_text(page.updates), body_text(page.actions)]
        for facts in cases:
            said += [facts.case.label, facts.case.summary]
            said += [person.name for person in facts.people if person.named]
        return tidy("\n".join(said))[:LONGEST_TEXT]
