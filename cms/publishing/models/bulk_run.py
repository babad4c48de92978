from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page


class BulkRunQuerySet(models.QuerySet):
    """Runs, with how far they are."""

    def counted(self):
        """Annotate how many steps there are: `total`, `done`, `failed`."""
        count = models.Count
        return self.annotate(
            total=count("steps"),
            done=count("steps", filter=models.Q(steps__state=BulkStep.State.DONE)),
            failed=count("steps", filter=models.Q(steps__state=BulkStep.State.FAILED)),
        )

    def interrupted(self, since):
        """Return those with work left that nobody has touched since the moment `since`."""
        return self.filter(steps__state=BulkStep.State.PENDING, touched_at__lt=since).distinct()


class BulkRun(models.Model):
    """Something that is done to many pages, one after the other, beside the request."""

    # A name under which the work of a step is registered: see cms.publishing.services.runs.
    action = models.CharField(_("what"), max_length=20)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    # When a step was last finished.
    touched_at = models.DateTimeField(default=timezone.now)

    objects = BulkRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("background work")
        verbose_name_plural = _("background work")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.action} {self.pk}"


class BulkStep(models.Model):
    """One page of a run, and its language where the run makes one."""

    class State(models.TextChoices):
        PENDING = "pending", _("waits")
        DONE = "done", _("done")
        FAILED = "failed", _("not done")

    run = models.ForeignKey(BulkRun, on_delete=models.CASCADE, related_name="steps")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    locale = models.ForeignKey(Locale, null=True, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(
        _("state"), max_length=7, choices=State.choices, default=State.PENDING, db_index=True
    )
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("step of background work")
        verbose_name_plural = _("steps of background work")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.run_id}: {self.page_id}"
