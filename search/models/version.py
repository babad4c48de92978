from django.db import models
from django.db.models import F


class SearchVersion(models.Model):
    """One row that hands out the numbers by which a later reading beats an earlier one."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "search version"

    def __str__(self):
        return str(self.number)

    @classmethod
    def take(cls) -> int:
        """Return a number higher than any before; take it before reading what is projected."""
        if not cls.objects.filter(pk=1).update(number=F("number") + 1):
            cls.objects.bulk_create([cls(pk=1)], ignore_conflicts=True)
            cls.objects.filter(pk=1).update(number=F("number") + 1)
        return cls.objects.values_list("number", flat=True).get(pk=1)


class LastReading(models.Model):
    """The latest reading of a thing that was written, whether or not there was anything to find."""

    kind = models.CharField(max_length=30)
    object_id = models.CharField(max_length=64)
    version = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "last reading"
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="one_last_reading_a_thing")
        ]

    def __str__(self):
        return f"{self.kind} {self.object_id}: {self.version}"

    @classmethod
    def claim(cls, kind: str, object_id: str, version: int) -> bool:
        """Return whether `version` is later than any written; if so, it is the last one now.

        Another reading of the thing waits until this transaction ends.
        """
        earlier = cls.objects.filter(kind=kind, object_id=object_id, version__lt=version)
        if earlier.update(version=version):
            return True
        cls.objects.bulk_create([cls(kind=kind, object_id=object_id)], ignore_conflicts=True)
        return bool(earlier.update(version=version))
