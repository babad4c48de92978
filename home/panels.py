"""Panels of the editor's screens."""

from wagtail.admin.panels import FieldPanel


class CorrectionNotePanel(FieldPanel):
    """Asks what is corrected; shown only where there is something published to correct."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self):
            return super().is_shown() and bool(self.instance.pk and self.instance.live)
