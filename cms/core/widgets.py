"""Admin widgets that Wagtail does not have."""

from django import forms

from cms.core.text import fold


class TermsWidget(forms.CheckboxSelectMultiple):
    """Many terms of a long vocabulary: boxes to tick, those ticked first, with a field to find one.

    Without a script it is the plain list; no slip of the mouse loses what was chosen.
    """

    template_name = "core/widgets/terms.html"

    class Media:
        js = ["cms/js/terms-widget.js"]

    def optgroups(self, name, value, attrs=None):
        """Return the boxes in one group: ticked ones first, then by name as the reader sees it."""
        groups = super().optgroups(name, value, attrs)
        options = [option for _name, group, _index in groups for option in group]
        for option in options:
            option["folded"] = fold(str(option["label"]))
        options.sort(key=lambda option: (not option["selected"], option["folded"]))
        return [("", options, 0)]


class LongSelect(forms.Select):
    """A choice among hundreds: the same element, made by one template in place of one an option."""

    template_name = "core/widgets/long_select.html"
