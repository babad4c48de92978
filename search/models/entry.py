from collections.abc import Iterator

from django.db import models

from search.projection import PUBLIC


class EntryQuerySet(models.QuerySet):
    """Entries; a tombstone is a row that says that the thing is gone."""

    def alive(self):
        """Return those that are findable by somebody."""
        return self.filter(deleted=False)

    def of(self, kind: str, object_id: str):
        """Return the entries of one thing, one per language."""
        return self.filter(kind=kind, object_id=object_id)

    def in_batches(self, size: int) -> Iterator[list["Entry"]]:
        """Yield the entries by id, `size` at a time; those that come meanwhile are seen too."""
        last = 0
        while batch := list(self.filter(pk__gt=last).order_by("pk")[:size]):
            last = batch[-1].pk
            yield batch


class Entry(models.Model):
    """One thing in one language as search knows it; written by `search.services.sync` alone."""

    class State(models.TextChoices):
        CURRENT = "current"
        SUPERSEDED = "superseded"
        WITHDRAWN = "withdrawn"

    # The source that projected it, and its id there.
    kind = models.CharField(max_length=30)
    object_id = models.CharField(max_length=64)
    language = models.CharField(max_length=10)
    # Only goes up; a write with a lower number loses.
    version = models.PositiveBigIntegerField(default=0)
    deleted = models.BooleanField(default=False)
    # SHA-1 of what was projected, so that a sweep sees what changed without comparing texts.
    digest = models.CharField(max_length=40, default="", blank=True)

    audiences = models.JSONField(default=list)
    # Whether "public" is among the audiences.
    is_open = models.BooleanField(default=False)
    title = models.TextField(default="", blank=True)
    summary = models.TextField(default="", blank=True)
    text = models.TextField(default="", blank=True)
    # What it is called besides: searched, shown in no result.
    names = models.TextField(default="", blank=True)
    url = models.TextField(default="", blank=True)
    # {"kind": ["declaration"], "topic": […], "place": […], "body": […], "year": […], …}
    facets = models.JSONField(default=dict)
    date = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.CURRENT)
    outdated = models.BooleanField(default=False)
    languages = models.JSONField(default=list)
    # What a result shows besides: name and size of a file and the like.
    extra = models.JSONField(default=dict)
    updated_at = models.DateTimeField(auto_now=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "search entry"
        verbose_name_plural = "search entries"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "language"], name="one_entry_a_thing_and_language"
            )
        ]
        indexes = [
            models.Index(fields=["language", "deleted", "is_open", "-date"]),
            models.Index(fields=["version"]),
        ]

    def __str__(self):
        return f"{self.kind} {self.object_id} ({self.language})"

    def save(self, *args, **kwargs):
        self.is_open = PUBLIC in self.audiences
        super().save(*args, **kwargs)

    @property
    def searched(self) -> str:
        """All that it is found by, the title first."""
        return "\n".join((self.title, self.summary, self.text, self.names))

    @property
    def result_type(self) -> str:
        """The code that results and the facet “kind” show: declaration, event, document, …"""
        return next(iter(self.facets.get("kind", ())), self.kind)


class EntryFacet(models.Model):
    """One value of a facet of an entry, or one of its audiences; the database engine counts."""

    AUDIENCE = "audience"

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="facet_rows")
    name = models.CharField(max_length=20)
    value = models.CharField(max_length=80)

    class Meta:
        verbose_name = "search facet"
        verbose_name_plural = "search facets"
        constraints = [
            models.UniqueConstraint(fields=["name", "value", "entry"], name="one_row_a_facet_value")
        ]

    def __str__(self):
        return f"{self.name}={self.value}"
