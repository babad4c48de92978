import datetime
import zoneinfo

from django.conf import settings
from django.db import models
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.core.blocks import BodyBlock
from cms.core.models import BasePage, ends_after_start, refuse_early_end
from cms.core.text import by_name
from cms.core.time_zones import validate_time_zone
from cms.core.widgets import TermsWidget
from cms.directory.models import Organisation
from cms.media.models import IllustratedMixin
from cms.taxonomy.models import Place, TopicalMixin
from home import calendars
from home.event_forms import EventPageForm
from home.querysets import EventManager
from home.translations import attach_languages

PAST_SHOWN = 30


def default_time_zone() -> str:
    """Return the zone of the secretariat."""
    return settings.TIME_ZONE


class EventIndexPage(RoutablePageMixin, BasePage):
    """All events of one language, coming and past, and their calendar."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.EventPage"]
    list_name = "events"

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")

    def events(self):
        """Return the published events below this page."""
        return EventPage.objects.child_of(self).published()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "coming": attach_languages(self.events().cards().coming()),
            "past": attach_languages(self.events().cards().past()[:PAST_SHOWN]),
            "calendar_url": self.get_url(request) + "calendar/",
        }

    def sub_paths(self):
        return ["calendar/"]

    @path("")
    def listing(self, request):
        """The list of coming and past events."""
        return self.render(request)

    @path("calendar/", name="calendar")
    def calendar(self, request):
        """The coming events as a calendar to subscribe to."""
        data = calendars.calendar(self.events().cards().coming(), request, gettext("Events"))
        return calendar_response(data, self.slug)


class EventPage(RoutablePageMixin, IllustratedMixin, TopicalMixin, BasePage):
    """A conference, seminar, webinar or meeting."""

    class Kind(models.TextChoices):
        CONFERENCE = "conference", _("conference")
        SEMINAR = "seminar", _("seminar")
        WEBINAR = "webinar", _("webinar")
        MEETING = "meeting", _("meeting")

    base_form_class = EventPageForm

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.CONFERENCE)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        default=default_time_zone,
        validators=[validate_time_zone],
        help_text=_("Where it takes place, such as Europe/Brussels; times are shown in it."),
    )
    place = models.ForeignKey(
        Place,
        verbose_name=_("country"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    venue = models.CharField(_("town and venue"), max_length=200, blank=True)
    online_url = models.URLField(_("link to take part online"), blank=True)
    cancelled = models.BooleanField(pgettext_lazy("public site", "cancelled"), default=False)
    organisers = ParentalManyToManyField(Organisation, verbose_name=_("organised by"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    objects = EventManager()

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("time_zone")]),
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("cancelled"),
            ],
            heading=_("What and when"),
        ),
        MultiFieldPanel(
            [FieldPanel("place"), FieldPanel("venue"), FieldPanel("online_url")], heading=_("Where")
        ),
        *IllustratedMixin.image_panels,
        FieldPanel("body"),
        *TopicalMixin.topic_panels,
        FieldPanel("organisers", widget=TermsWidget),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body"), index.FilterField("kind")]
    override_translatable_fields = [
        # It takes place at one time in every language.
        SynchronizedField("starts_at", overridable=False),
        SynchronizedField("ends_at", overridable=False),
        SynchronizedField("time_zone", overridable=False),
        SynchronizedField("cancelled", overridable=False),
        *TopicalMixin.synchronized_topics,
        SynchronizedField("organisers", overridable=False),
    ]

    parent_page_types = ["home.EventIndexPage"]
    subpage_types = []
    shown_with = ("place", "image", "locale")

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index(fields=["starts_at"])]
        constraints = [ends_after_start("starts_at", "ends_at", name="event_ends_after_start")]

    def clean(self):
        super().clean()
        refuse_early_end(self, "starts_at", "ends_at")

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The time zone it takes place in."""
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def local_start(self) -> datetime.datetime:
        """The beginning, in its own time zone."""
        return self.starts_at.astimezone(self.zone)

    @property
    def local_end(self) -> datetime.datetime:
        """The end, in its own time zone."""
        return self.ends_at.astimezone(self.zone)

    @property
    def is_past(self) -> bool:
        """Whether it has ended."""
        return self.ends_at < datetime.datetime.now(datetime.UTC)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "topics": by_name(self.topics.all()),
            "organisers": by_name(self.organisers.all(), "name"),
            "calendar_url": self.get_url(request) + "calendar/",
        }

    def sub_paths(self):
        return ["calendar/"]

    @path("")
    def details(self, request):
        """The event itself."""
        return self.render(request)

    @path("calendar/", name="calendar")
    def calendar(self, request):
        """The event as a calendar file."""
        return calendar_response(calendars.single(self, request), self.slug)


def calendar_response(data: bytes, name: str) -> HttpResponse:
    """Return `data` as a calendar file called `name`."""
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.ics")
    return response
