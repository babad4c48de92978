"""A short text in every language of the site, kept in one field of a language-neutral row."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


def site_languages() -> list[str]:
    """Return the codes of the languages that the site publishes in, the default one first."""
    codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    return sorted(codes, key=lambda code: code != settings.LANGUAGE_CODE)


def language_choices() -> list[tuple[str, str]]:
    """Return the site's languages as choices of a field: read at run time, never in a migration."""
    return list(settings.WAGTAIL_CONTENT_LANGUAGES)


def default_language() -> str:
    """Return the code of the site's default language."""
    return settings.LANGUAGE_CODE


def texts(labels: dict | None) -> list[str]:
    """Return the texts of all languages, in one order whatever database kept them."""
    return [text for _code, text in sorted((labels or {}).items())]


def parted(names: str) -> list[str]:
    """Return the names that semicolons part."""
    return [name for one in names.split(";") if (name := one.strip())]


def pick_language(labels: dict | None, language: str | None = None) -> str:
    """Return the code of the language that `pick` finds a label in, nothing where none has one."""
    labels = labels or {}
    wanted = [language or get_language() or settings.LANGUAGE_CODE, *site_languages()]
    return next((code for code in [*wanted, *labels] if labels.get(code)), "")


def pick(labels: dict | None, language: str | None = None) -> str:
    """Return the label in `language` (by default the active one), or the nearest there is."""
    return (labels or {}).get(pick_language(labels, language), "")


def own_label(labels: dict | None, language: str | None = None) -> str:
    """Return the label in `language` (by default the active one), nothing where it has none."""
    return (labels or {}).get(language or get_language() or settings.LANGUAGE_CODE, "")


class LabelsWidget(forms.MultiWidget):
    """One input per site language, each carrying its language for spell checkers and readers."""

    template_name = "core/widgets/labels.html"

    def __init__(self, languages: list[str], long: bool = False, attrs: dict | None = None):
        self.languages = languages
        widget = forms.Textarea if long else forms.TextInput
        extra = {"rows": 3} if long else {}
        super().__init__({code: widget(attrs=extra) for code in languages}, attrs)

    def decompress(self, value):
        value = value or {}
        return [value.get(code, "") for code in self.languages]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        names = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
        for code, widget in zip(self.languages, context["widget"]["subwidgets"], strict=True):
            widget["language"] = names[code]
            widget["attrs"]["lang"] = code
            widget["attrs"]["aria-label"] = names[code]
        return context


class LabelsFormField(forms.MultiValueField):
    """Takes one text per site language; all of them where the field is required, else any."""

    def __init__(self, *, long: bool = False, max_length: int | None = None, **kwargs):
        # A JSON form field brings these; they mean nothing here.
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        self.languages = site_languages()
        fields = [forms.CharField(required=False, max_length=max_length) for _c in self.languages]
        kwargs["widget"] = LabelsWidget(self.languages, long=long)
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, values):
        return {code: text for code, text in zip(self.languages, values, strict=False) if text}

    def has_changed(self, initial, data):
        return (initial or {}) != self.clean_quietly(data)

    def clean_quietly(self, data):
        """Return the labels in `data` without judging them."""
        return {
            code: text.strip() for code, text in zip(self.languages, data, strict=False) if text
        }

    def validate(self, value):
        super().validate(value)
        missing = [code for code in self.languages if not value.get(code)] if value else []
        if self.required and missing:
            names = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
            raise ValidationError(
                _("A text is missing in: %(languages)s."),
                code="missing_languages",
                params={"languages": ", ".join(names[code] for code in missing)},
            )


class LabelsField(models.JSONField):
    """Stores `{"en": "Board", "fr": "Conseil", …}`; `long` asks for text areas in forms."""

    def __init__(self, *args, long: bool = False, **kwargs):
        self.long = long
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return super().formfield(
            **{
                "form_class": LabelsFormField,
                "long": self.long,
                "show_hidden_initial": False,
                **kwargs,
            },
        )

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            raise ValidationError(_("Labels are a mapping of language codes to texts."))
