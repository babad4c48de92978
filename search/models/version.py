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
