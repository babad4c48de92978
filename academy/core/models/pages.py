from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from academy.core.blocks import AimsBlock, VoicesBlock
from academy.core.page_facts import academy_facts, course_facts
from cms.core.blocks import BodyBlock
from cms.core.models import BasePage
from cms.core.widgets import TermsWidget
from cms.directory.models import Organisation, Person
from cms.media.models import IllustratedMixin
from cms.taxonomy.models import TopicalMixin

from .course import Course


class AcademyPage(IllustratedMixin, BasePage):
    """The academy of one language: what it is, its courses, which cohorts take nominations."""

    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    voices = StreamField(VoicesBlock(), verbose_name=_("what participants say"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        *IllustratedMixin.image_panels,
        FieldPanel("body"),
        FieldPanel("voices"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["academy.CoursePage"]
    list_name = "academy"

    class Meta:
        verbose_name = _("academy’s page")
        verbose_name_plural = _("academy’s pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        courses = CoursePage.objects.child_of(self).published().select_related("locale", "image")
        return context | academy_facts(self, courses)


class CoursePage(IllustratedMixin, TopicalMixin, BasePage):
    """What a course teaches, whom, how long and with whom; its cohorts are rows."""

    audience = models.TextField(
        _("for whom"), blank=True, max_length=600, help_text=_("Who should take it.")
    )
    aims = StreamField(AimsBlock(), verbose_name=_("aims"), blank=True)
    requirements = models.TextField(
        _("requirements"), blank=True, max_length=600, help_text=_("What one has to bring.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    voices = StreamField(VoicesBlock(), verbose_name=_("what participants say"), blank=True)
    trainers = ParentalManyToManyField(Person, verbose_name=_("trainers"), blank=True)
    partners = ParentalManyToManyField(Organisation, verbose_name=_("run with"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        *IllustratedMixin.image_panels,
        MultiFieldPanel(
            [FieldPanel("audience"), FieldPanel("aims"), FieldPanel("requirements")],
            heading=_("What it is for"),
        ),
        FieldPanel("body"),
        FieldPanel("voices"),
        MultiFieldPanel(
            [
                *TopicalMixin.topic_panels,
                FieldRowPanel(
                    [
                        FieldPanel("trainers", widget=TermsWidget),
                        FieldPanel("partners", widget=TermsWidget),
                    ]
                ),
            ],
            heading=_("What belongs to it"),
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("audience"),
        index.SearchField("aims"),
        index.SearchField("body"),
    ]
    override_translatable_fields = [
        *TopicalMixin.synchronized_topics,
        SynchronizedField("trainers", overridable=False),
        SynchronizedField("partners", overridable=False),
    ]
    parent_page_types = ["academy.AcademyPage"]
    subpage_types = []
    shown_with = ("image", "locale")

    class Meta:
        verbose_name = _("course page")
        verbose_name_plural = _("course pages")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | course_facts(self)

    @property
    def course(self) -> Course | None:
        """The row of the course that it presents, in whatever language."""
        return Course.objects.filter(page_key=self.translation_key).first()
