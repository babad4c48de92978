from django.db import models


class ContentVersion(models.Model):
    """One row that counts every change of what the public may see; caches are keyed by it."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "content version"

    def __str__(self):
        return str(self.number)
