"""What is chosen for a bundle, and for work on many pages."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Locale, Page

from cms.publishing.services.steps import actions


class PagesForm(forms.Form):
    """A page, and languages; only pages that the user may publish can be chosen."""

    page = forms.ModelChoiceField(
        Page.objects.filter(depth__gt=1),
        label=_("Page"),
        widget=AdminPageChooser(user_perms="publish"),
    )
    locales = forms.ModelMultipleChoiceField(
        Locale.objects.none(), label=_("Languages"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["locales"].queryset = Locale.objects.order_by("pk")
        self.fields["locales"].initial = list(Locale.objects.values_list("pk", flat=True))

    def clean_page(self):
        """Return the page. Raise ValidationError where the user may not publish it."""
        page = self.cleaned_data["page"]
        if not page.permissions_for_user(self.user).can_publish():
            raise forms.ValidationError(_("You may not publish this page."))
        return page


class ReleasePagesForm(PagesForm):
    """A page to put into a bundle, in the languages that go out."""


class RunForm(PagesForm):
    """A page with all below it, what is done to each, and for which languages."""

    action = forms.ChoiceField(label=_("What is done"), widget=forms.RadioSelect)
    field_order = ["action", "page", "locales"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["action"].choices = [(code, label) for code, label in actions()]
        self.fields["page"].help_text = _("With all the pages below it.")
