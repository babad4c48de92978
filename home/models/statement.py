from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.core.models import BasePage
from cms.core.widgets import TermsWidget
from cms.directory.models import Organisation, Person
from cms.media.models import IllustratedMixin
from cms.taxonomy.models import TopicalMixin
from home.models.position import PositionPage, withdrawn_with_a_reason

# Positions that are named at the end of one, for they are about the same.
RELATED = 3


class StatementPage(PositionPage):
    """A statement, declaration or resolution, and who signs it."""

    class Kind(models.TextChoices):
        STATEMENT = "statement", _("statement")
        DECLARATION = "declaration", _("declaration")
        RESOLUTION = "resolution", _("resolution")
        PROGRAMME = "programme", _("programme")
        REPORT = "report", _("report")
        PRESS_RELEASE = "press_release", _("press release")

    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices, default=Kind.STATEMENT)
    decision_reference = models.CharField(_("decision reference"), max_length=60, blank=True)
    signatory_organisations = ParentalManyToManyField(
        Organisation, verbose_name=_("signed by organisations"), blank=True
    )
    signatory_people = ParentalManyToManyField(
        Person, verbose_name=_("signed by people"), blank=True
    )
    # Where an import took it from, so that a second run knows it again.
    source_file = models.CharField(max_length=255, blank=True, editable=False, db_index=True)
    source_digest = models.CharField(max_length=64, blank=True, editable=False)

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
        PositionPage.contact_panel,
        PositionPage.state_panel,
    ]
    search_fields = [*PositionPage.search_fields, index.FilterField("kind")]
    override_translatable_fields = [
        *PositionPage.override_translatable_fields,
        SynchronizedField("decision_reference", overridable=False),
        SynchronizedField("signatory_organisations", overridable=False),
        SynchronizedField("signatory_people", overridable=False),
    ]
    # A copy is not what the file became: an import must not take it for its page.
    exclude_fields_in_copy = ["source_file", "source_digest"]

    # How many people must approve it depends on the kind: see cms.publishing.kinds.
    eyes_field = "kind"
    eyes_by_default = {Kind.RESOLUTION: 2}
    parent_page_types = ["home.StatementIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        # The order of the lists, ties included: without them the newest few cost a sort of all.
        indexes = [models.Index(fields=["-date", "-page_ptr"])]
        constraints = [withdrawn_with_a_reason("withdrawn_with_a_reason")]

    def signers(self):
        return self.signatory_organisations.all(), self.signatory_people.all()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        others = StatementPage.objects.beside(self).filter(withdrawn_on=None)
        others = others.exclude(translation_key=self.translation_key)
        terms = {name: context[name] for name in ("topics", "places")}
        return context | {"related": others.akin_to(RELATED, **terms)}
