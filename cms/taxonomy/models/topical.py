from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from cms.core.widgets import TermsWidget
from cms.taxonomy.models.topic import Topic


class TopicalMixin(models.Model):
    """A page about topics, which are the same in every language."""

    topics = ParentalManyToManyField(Topic, verbose_name=_("topics"), blank=True)

    topic_panels = [FieldPanel("topics", widget=TermsWidget)]
    synchronized_topics = [SynchronizedField("topics", overridable=False)]

    class Meta:
        abstract = True
