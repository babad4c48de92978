from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Revision


class ReleaseQuerySet(models.QuerySet):
    """The bundles by where they stand."""

    def due(self, now):
        """Return those whose moment has come."""
        return self.filter(state=Release.State.SCHEDULED, at__lte=now)


class Release(models.Model):
    """Pages, and languages of pages, that go out in one act or not at all."""

    class State(models.TextChoices):
        DRAFT = "draft", _("in preparation")
        SCHEDULED = "scheduled", _("scheduled")
        RELEASED = "released", _("released")
        FAILED = "failed", _("not released: something was missing")
        UNDONE = "undone", _("undone")

    name = models.CharField(_("name"), max_length=120)
    note = models.TextField(_("note"), blank=True, help_text=_("For colleagues; nobody else."))
    at = models.DateTimeField(
        _("moment"),
        null=True,
        blank=True,
        help_text=_("When it goes out by itself, once scheduled; or empty."),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # Who scheduled or released it: in whose name it goes out.
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    released_at = models.DateTimeField(null=True, editable=False)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("joint release")
        verbose_name_plural = _("joint releases")
        ordering = ["-pk"]

    def __str__(self):
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether pages can be added and taken out."""
        return self.state in (self.State.DRAFT, self.State.FAILED, self.State.UNDONE)


class ReleaseItem(models.Model):
    """A page in one language, as part of a bundle; its latest draft goes out."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="items")
    # The page may not exist yet in the language that was chosen: it is looked up by these two.
    translation_key = models.UUIDField()
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    # What it said when the bundle was scheduled; empty before.
    wording = models.CharField(max_length=64, blank=True)
    released_revision = models.ForeignKey(
        Revision, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # What readers had before; none where the page was not published.
    was_live = models.BooleanField(default=False)
    previous_revision = models.ForeignKey(
        Revision, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("page of a joint release")
        verbose_name_plural = _("pages of joint releases")
        constraints = [
            models.UniqueConstraint(
                fields=["release", "translation_key", "locale"], name="page_once_in_a_release"
            )
        ]

    def __str__(self):
        return f"{self.release_id}: {self.translation_key}"
