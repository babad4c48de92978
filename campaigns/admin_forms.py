"""Forms of the admin: appeals, organisations entered by hand, the hand-over."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from campaigns import appeal_pages
from campaigns.models import Appeal
from cms.core.clock_fields import AdminMomentInput, ClockField, ClockForm
from cms.core.labels import LabelsFormField, texts
from cms.directory.models import Organisation
from cms.publishing.security_holds import hold_names
from cms.taxonomy.models import Place


class MilestonesField(forms.CharField):
    """Takes numbers with spaces or commas between them; its value is a sorted list."""

    def prepare_value(self, value):
        return " ".join(str(one) for one in value) if isinstance(value, list) else value

    def clean(self, value):
        words = super().clean(value).replace(",", " ").split()
        if not all(word.isascii() and word.isdigit() and int(word) for word in words):
            raise ValidationError(
                _("Write numbers with spaces between them, such as 100 500 1000.")
            )
        return sorted({int(word) for word in words})

    def has_changed(self, initial, data):
        return self.prepare_value(initial) != data


class AppealForm(ClockForm, WagtailAdminModelForm):
    """An appeal; its page is chosen once, in whatever language, and stands for all of them.

    Campaigns are at no one place: the clock that is meant is that of the site.
    """

    campaign = forms.ChoiceField(label=gettext_lazy("page that it stands on"))
    organisations_from = ClockField(
        label=gettext_lazy("organisations sign from"),
        required=False,
        help_text=gettext_lazy("Empty: they do not."),
        widget=AdminMomentInput,
    )
    people_from = ClockField(
        label=gettext_lazy("people sign from"),
        required=False,
        help_text=gettext_lazy("Empty: they do not."),
        widget=AdminMomentInput,
    )
    ends_at = ClockField(label=gettext_lazy("ends"), required=False, widget=AdminMomentInput)
    milestones = MilestonesField(
        label=gettext_lazy("milestones"),
        required=False,
        help_text=gettext_lazy("Numbers of people at which it is worth telling: 100 500 1000."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "campaign" not in self.fields:
            return
        field = self.fields["campaign"]
        field.choices = [("", "---------"), *self._pages()]
        if self.instance.pk:
            field.initial = str(self.instance.campaign_key)
            # Whoever signed did so on these pages.
            field.disabled = True

    def clean(self):
        cleaned = super().clean()
        self._refuse_disorder(cleaned)
        # Titles stand in mails and pages that no gate looks at.
        if hold_names(texts(cleaned.get("titles"))):
            self.add_error("titles", _("It names somebody whose name must not be published."))
        return cleaned

    def _post_clean(self):
        if key := self.cleaned_data.get("campaign"):
            self.instance.campaign_key = key
        super()._post_clean()

    def _pages(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return the pages that carry no appeal yet, by type, each in one language."""
        taken = Appeal.objects.exclude(pk=self.instance.pk).values("campaign_key")
        groups = []
        for one in appeal_pages.all_types():
            pages = one.model.objects.exclude(translation_key__in=taken).select_related("locale")
            own = {}
            for page in pages.order_by("title"):
                default = page.locale.language_code == settings.LANGUAGE_CODE
                if default or page.translation_key not in own:
                    own[page.translation_key] = page.title
            name = capfirst(one.model._meta.verbose_name_plural)
            groups.append((name, [(str(key), title) for key, title in own.items()]))
        return [group for group in groups if group[1]]

    def _refuse_disorder(self, cleaned: dict) -> None:
        organisations, people = cleaned.get("organisations_from"), cleaned.get("people_from")
        ends = cleaned.get("ends_at")
        if not organisations and not people and not self.errors:
            self.add_error("organisations_from", _("Say from when somebody can sign."))
        if organisations and people and people < organisations:
            self.add_error("people_from", _("Organisations sign first, then people."))
        if ends and any(begun and ends <= begun for begun in (organisations, people)):
            self.add_error("ends_at", _("It cannot end before it starts."))


class AdmissionForm(forms.Form):
    """An organisation whose signature the secretariat enters: of the directory, or by its name."""

    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Organisation of the directory"),
        queryset=Organisation.objects.order_by("code"),
        required=False,
    )
    names = LabelsFormField(label=gettext_lazy("or its name"), max_length=200, required=False)
    acronym = forms.CharField(label=gettext_lazy("Acronym"), max_length=30, required=False)
    place = forms.ModelChoiceField(
        label=gettext_lazy("Country"), queryset=Place.objects.order_by("code"), required=False
    )

    def clean(self):
        cleaned = super().clean()
        named = bool(cleaned.get("names"))
        if not self.errors and bool(cleaned["organisation"]) == named:
            raise ValidationError(_("Choose an organisation or write a name: one of the two."))
        return cleaned


class HandOverForm(forms.Form):
    """To whom an appeal was handed over, and when."""

    to = LabelsFormField(label=gettext_lazy("Handed over to"), max_length=200)
    on = forms.DateField(label=gettext_lazy("Day"), widget=AdminDateInput)
