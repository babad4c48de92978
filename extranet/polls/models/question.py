from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.core.labels import language_choices
from cms.directory.models import Body
from cms.directory.querysets import site_day
from extranet.polls.querysets import QuestionQuerySet


class Question(models.Model):
    """How a poll of the package is asked here; a poll without one is of an old installation."""

    class Kind(models.TextChoices):
        TEXT = "text", _("one of several texts")
        DATES = "dates", _("days or moments")

    class Shown(models.TextChoices):
        AT_ONCE = "at_once", _("from the first answer on")
        AT_CLOSE = "at_close", _("when it is over")

    poll = models.OneToOneField(
        "poll.Poll", primary_key=True, on_delete=models.CASCADE, related_name="question"
    )
    # Nobody's in particular: it is asked of the whole extranet.
    body = models.ForeignKey(
        Body,
        verbose_name=_("body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="questions",
    )
    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    kind = models.CharField(
        pgettext_lazy("poll", "options"), max_length=5, choices=Kind.choices, default=Kind.TEXT
    )
    several = models.BooleanField(_("several options can be chosen"), default=False)
    anonymous = models.BooleanField(pgettext_lazy("poll", "anonymous"), default=False)
    shown = models.CharField(
        _("results are shown"), max_length=8, choices=Shown.choices, default=Shown.AT_ONCE
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(pgettext_lazy("poll", "asked"), auto_now_add=True)
    closes_at = models.DateTimeField(pgettext_lazy("poll", "open until"))
    # Before `closes_at` where who asked has ended it early.
    closed_at = models.DateTimeField(
        pgettext_lazy("poll", "closed"), null=True, blank=True, editable=False
    )
    reminded_at = models.DateTimeField(
        pgettext_lazy("poll", "reminded"), null=True, blank=True, editable=False
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("poll")
        verbose_name_plural = _("polls")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("asked_at")), name="poll_ends_after_it_is_asked"
            ),
        ]
        indexes = [models.Index(fields=["closed_at", "closes_at"])]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its page in the active language."""
        return reverse("extranet:poll", args=[self.pk])

    @property
    def title(self) -> str:
        """The question itself."""
        return self.poll.title

    @property
    def is_running(self) -> bool:
        """Whether answers are taken, as far as this server's clock knows."""
        return self.closed_at is None and timezone.now() < self.closes_at

    @property
    def ended_at(self):
        """When it was over, or will be."""
        return self.closed_at or self.closes_at

    @property
    def last_day(self):
        """The last day, where the site is, on which it can be answered."""
        return site_day(self.closes_at)
