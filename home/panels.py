"""Panels of the editor's screens."""

from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, Panel

from cms.publishing.twins import versions_of


class CorrectionNotePanel(FieldPanel):
    """Asks what is corrected; shown only where there is something published to correct."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self):
            return super().is_shown() and bool(self.instance.pk and self.instance.live)


class LanguagesReachedPanel(Panel):
    """Says which languages of a text a withdrawal, a replacement and a correction reach."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/admin/languages_reached.html"

        def is_shown(self):
            return bool(self.instance.pk) and len(self.versions) > 1

        @cached_property
        def versions(self):
            """The page and its translations, each with its language."""
            return versions_of(self.instance)

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            others = [one for one in self.versions if one.pk != self.instance.pk]
            # What another language says of the text holds here, though no field below shows it.
            said = [one for one in self.instance.versions if one.withdrawn_on][:1]
            elsewhere = [one for one in said if one.pk != self.instance.pk]
            return context | {"others": others, "withdrawn_in": elsewhere}
