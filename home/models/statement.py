from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.core.blocks import AttachmentsBlock, BodyBlock, CorrectionsBlock
from cms.core.labels import default_language, language_choices
from cms.core.models import BasePage
from cms.core.widgets import TermsWidget
from cms.directory.models import Body, Organisation, Person
from cms.media.models import IllustratedMixin
from cms.taxonomy.models import Place, TopicalMixin
from home.forms import StatementPageForm
from home.models.statement_state import StatementStateMixin
from home.panels import CorrectionNotePanel, LanguagesReachedPanel
from home.querysets import StatementManager
from home.typesetting import pdf_response


class StatementPage(
    StatementStateMixin, RoutablePageMixin, IllustratedMixin, TopicalMixin, BasePage
):
    """A position of the alliance: what was said, by which body, when, and whether it stands."""

    class Kind(models.TextChoices):
        STATEMENT = "statement", _("statement")
        DECLARATION = "declaration", _("declaration")
        RESOLUTION = "resolution", _("resolution")
        PROGRAMME = "programme", _("programme")
        REPORT = "report", _("report")
        PRESS_RELEASE = "press_release", _("press release")

    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices, default=Kind.STATEMENT)
    date = models.DateField(_("date"), help_text=_("The day it was adopted or issued."))
    adopted_by = models.ForeignKey(
        Body,
        verbose_name=_("adopted by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decision_reference = models.CharField(_("decision reference"), max_length=60, blank=True)
    authentic_language = models.CharField(
        _("authentic language"),
        max_length=10,
        choices=language_choices,
        default=default_language,
        help_text=_(
            "The language in which the text was adopted: it decides where versions differ."
        ),
    )
    places = ParentalManyToManyField(Place, verbose_name=_("places"), blank=True)
    signatory_organisations = ParentalManyToManyField(
        Organisation, verbose_name=_("signed by organisations"), blank=True
    )
    signatory_people = ParentalManyToManyField(
        Person, verbose_name=_("signed by people"), blank=True
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    attachments = StreamField(AttachmentsBlock(), verbose_name=_("attachments"), blank=True)
    contact_name = models.CharField(_("contact for the press"), max_length=120, blank=True)
    contact_email = models.EmailField(_("contact’s e-mail address"), blank=True)
    supersedes = models.ForeignKey(
        "self",
        verbose_name=_("replaces"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The earlier position that this one replaces; both will say so."),
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawal_reason = models.TextField(
        _("reason for the withdrawal"), blank=True, help_text=_("Readers see it.")
    )
    corrections = StreamField(CorrectionsBlock(), verbose_name=_("corrections"), blank=True)
    # Where an import took it from, so that a second run knows it again.
    source_file = models.CharField(max_length=255, blank=True, editable=False, db_index=True)
    source_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects = StatementManager()

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("date")]),
                FieldRowPanel([FieldPanel("adopted_by"), FieldPanel("decision_reference")]),
                FieldPanel("authentic_language"),
            ],
            heading=_("What it is"),
        ),
        *IllustratedMixin.image_panels,
        FieldPanel("body"),
        FieldPanel("attachments"),
        MultiFieldPanel(
            [*TopicalMixin.topic_panels, FieldPanel("places", widget=TermsWidget)],
            heading=_("What it is about"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("signatory_organisations", widget=TermsWidget),
                FieldPanel("signatory_people", widget=TermsWidget),
            ],
            heading=_("Who signs it"),
        ),
        FieldRowPanel(
            [FieldPanel("contact_name"), FieldPanel("contact_email")], heading=_("Contact")
        ),
        MultiFieldPanel(
            [
                CorrectionNotePanel("correction_note"),
                FieldPanel("corrections"),
                LanguagesReachedPanel(),
                FieldPanel("supersedes"),
                FieldPanel("withdrawn_on"),
                FieldPanel("withdrawal_reason"),
            ],
            heading=_("Whether it stands"),
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.FilterField("kind"),
        index.FilterField("date"),
    ]
    override_translatable_fields = [
        SynchronizedField("decision_reference", overridable=False),
        SynchronizedField("authentic_language", overridable=False),
        SynchronizedField("contact_name"),
        *TopicalMixin.synchronized_topics,
        SynchronizedField("places", overridable=False),
        SynchronizedField("signatory_organisations", overridable=False),
        SynchronizedField("signatory_people", overridable=False),
    ]
    base_form_class = StatementPageForm
    # A copy is not what the file became: an import must not take it for its page.
    exclude_fields_in_copy = ["source_file", "source_digest"]

    # How many people must approve it depends on the kind: see cms.publishing.kinds.
    eyes_field = "kind"
    eyes_by_default = {Kind.RESOLUTION: 2}
    parent_page_types = ["home.StatementIndexPage"]
    subpage_types = []
    shown_with = ("adopted_by", "supersedes", "image", "locale")

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        indexes = [models.Index(fields=["-date"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawal_reason=""),
                name="withdrawn_with_a_reason",
                violation_error_message=_("Say why it is withdrawn: readers will see the reason."),
            )
        ]

    def clean(self):
        super().clean()
        if self.withdrawn_on and not self.withdrawal_reason.strip():
            raise ValidationError(
                {"withdrawal_reason": _("Say why it is withdrawn: readers will see the reason.")}
            )
        if self.supersedes and self.supersedes.translation_key == self.translation_key:
            raise ValidationError({"supersedes": _("A position cannot replace itself.")})

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "topics": self.topics.all(),
            "places": self.places.all(),
            "organisations": self.signatory_organisations.all(),
            "people": self.signatory_people.all(),
            "translation_outdated": self.is_outdated,
            "pdf_url": self.get_url(request) + "pdf/",
        }

    def sub_paths(self):
        return ["pdf/"]

    @path("")
    def text(self, request):
        """The text itself."""
        return self.render(request)

    @path("pdf/", name="pdf")
    def pdf(self, request):
        """The text as a PDF file."""
        return pdf_response(self, request)
