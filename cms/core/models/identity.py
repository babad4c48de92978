import re

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator, RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from cms.core.labels import LabelsField, pick

DEFAULT_ACCENT = "#8f1d21"


_UNSAFE_SVG = re.compile(
    r"<script|<foreignobject|<!entity|javascript:|https?://(?!www\.w3\.org/)|[\s\"'/]on[a-z]+\s*=",
    re.IGNORECASE,
)


def validate_plain_svg(file) -> None:
    """Raise ValidationError unless `file` is an SVG drawing without scripts and outside links."""
    text = file.read().decode("utf-8", errors="replace")
    file.seek(0)
    if "<svg" not in text:
        raise ValidationError(_("This is not an SVG drawing."))
    if _UNSAFE_SVG.search(text):
        raise ValidationError(_("The drawing may hold no scripts and no outside references."))


@register_setting(icon="site")
class SiteIdentity(BaseSiteSetting):
    """What the site is called and how it is known: data that an editor changes, never code."""

    names = LabelsField(_("name"))
    short_names = LabelsField(_("short name"), blank=True)
    descriptions = LabelsField(_("what it is, in a sentence"), blank=True, long=True)
    emblem = models.FileField(
        _("emblem"),
        upload_to="identity",
        blank=True,
        validators=[FileExtensionValidator(["svg"]), validate_plain_svg],
        help_text=_("An SVG drawing."),
    )
    accent_colour = models.CharField(
        _("accent colour"),
        max_length=7,
        default=DEFAULT_ACCENT,
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write it as #8f1d21."))],
    )
    address = models.TextField(_("postal address"), blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    social_links = models.TextField(
        _("elsewhere on the web"), blank=True, help_text=_("One address a line.")
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("names"), FieldPanel("short_names"), FieldPanel("descriptions")],
            heading=_("Name"),
        ),
        MultiFieldPanel(
            [FieldPanel("emblem"), FieldPanel("accent_colour")], heading=_("Appearance")
        ),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldPanel("email"),
                FieldPanel("phone"),
                FieldPanel("social_links"),
            ],
            heading=_("Where to find it"),
        ),
    ]

    class Meta:
        verbose_name = _("identity")

    @classmethod
    def of(cls, site) -> "SiteIdentity":
        """Return the identity of `site`; an unsaved one with the house's defaults where none is."""
        return cls.objects.filter(site=site).first() or cls(site=site)

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        """The full name in the active language."""
        return pick(self.names)

    @property
    def short_name(self) -> str:
        """The short name in the active language, or the full one where there is none."""
        return pick(self.short_names) or self.name

    @property
    def description(self) -> str:
        """The sentence that says what the alliance is, in the active language."""
        return pick(self.descriptions)

    @property
    def emblem_url(self) -> str:
        """The address of the emblem, empty where none is set."""
        return self.emblem.url if self.emblem else ""

    @property
    def links(self) -> list[str]:
        """The addresses elsewhere on the web."""
        return self.social_links.split()

    @property
    def accent_css_url(self) -> str:
        """The address of the style that sets another accent than the house's; empty without."""
        colour = self.accent_colour.lower()
        return "" if colour == DEFAULT_ACCENT else reverse("accent", args=[colour.lstrip("#")])
