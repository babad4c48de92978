"""The glossary as a table."""

from cms.core.labels import site_languages
from cms.core.tabular.columns import ChoiceColumn, Column, YesNoColumn, label_columns
from cms.core.tabular.resources import TabularResource
from cms.translation.models import GlossaryTerm


class LanguageColumn(ChoiceColumn):
    """A language of the site, by its code."""

    def __init__(self, name: str):
        Column.__init__(self, name)
        self.codes = site_languages()


class GlossaryResource(TabularResource):
    """language, term, never_translated, translation_*, note"""

    name = "glossary"
    key = ("language", "term")

    class Meta(TabularResource.Meta):
        model = GlossaryTerm

    def columns(self):
        return [
            LanguageColumn("language"),
            Column("term"),
            YesNoColumn("never_translated"),
            *label_columns("translation", "translations"),
            Column("note"),
        ]
