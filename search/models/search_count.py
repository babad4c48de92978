from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchCount(models.Model):
    """How often something was searched for on a day, and what was found; nobody is named."""

    day = models.DateField(_("day"))
    language = models.CharField(_("language"), max_length=10)
    query = models.CharField(_("query"), max_length=100)
    times = models.PositiveIntegerField(_("times"), default=0)
    # Of the last time.
    hits = models.PositiveIntegerField(_("results"), default=0)

    class Meta:
        verbose_name = _("search count")
        verbose_name_plural = _("search counts")
        ordering = ["-day", "-times"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "language", "query"], name="one_count_a_day_and_query"
            )
        ]

    def __str__(self):
        return self.query
