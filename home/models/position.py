"""What every position has, whichever kind of page it is."""

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
from cms.core.text import by_name
from cms.directory.models import Body
from cms.media.models import IllustratedMixin
from cms.taxonomy.models import Place, TopicalMixin
from home.forms import StatementPageForm
from home.models.statement_state import StatementStateMixin
from home.panels import CorrectionNotePanel, LanguagesReachedPanel
from home.querysets import StatementManager
from home.typesetting import pdf_response

_REASON_MISSING = _("Say why it is withdrawn: readers will see the reason.")


def withdrawn_with_a_reason(name: str) -> models.CheckConstraint:
    """Return the constraint that a position is not withdrawn without a reason."""
    return models.CheckConstraint(
        condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawal_reason=""),
        name=name,
        violation_error_message=_REASON_MISSING,
    )


class PositionPage(
    StatementStateMixin, RoutablePageMixin, IllustratedMixin, TopicalMixin, BasePage
):
    """A position of the alliance: what was said, by which body, when, and whether it stands.

    A type of its own says in `kind` and `decision_reference` what it is called.
    """

    date = models.DateField(_("date"), help_text=_("The day it was adopted or issued."))
    adopted_by = models.ForeignKey(
        Body,
        verbose_name=_("adopted by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
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

    objects = StatementManager()

    contact_panel = FieldRowPanel(
        [FieldPanel("contact_name"), FieldPanel("contact_email")], heading=_("Contact")
    )
    state_panel = MultiFieldPanel(
        [
            CorrectionNotePanel("correction_note"),
            FieldPanel("corrections"),
            LanguagesReachedPanel(),
            FieldPanel("supersedes"),
            FieldPanel("withdrawn_on"),
            FieldPanel("withdrawal_reason"),
        ],
        heading=_("Whether it stands"),
    )
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.FilterField("date"),
    ]
    override_translatable_fields = [
        SynchronizedField("authentic_language", overridable=False),
        SynchronizedField("contact_name"),
        *TopicalMixin.synchronized_topics,
        SynchronizedField("places", overridable=False),
    ]
    base_form_class = StatementPageForm
    shown_with = ("adopted_by", "supersedes", "image", "locale", "share_kit")

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.withdrawn_on and not self.withdrawal_reason.strip():
            raise ValidationError({"withdrawal_reason": _REASON_MISSING})
        if self.supersedes and self.supersedes.translation_key == self.translation_key:
            raise ValidationError({"supersedes": _("A position cannot replace itself.")})

    def signers(self) -> tuple:
        """Return the organisations and the people that sign it."""
        return (), ()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        organisations, people = self.signers()
        return context | {
            "topics": by_name(self.topics.all()),
            "places": by_name(self.places.all()),
            "organisations": by_name(organisations, "name"),
            "people": people,
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
