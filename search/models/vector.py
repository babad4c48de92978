from django.db import models


class EntryVector(models.Model):
    """What an entry means, as vectors; written by `search.meaning.vectors` alone.

    Each of unit length, in half precision, one after the other: of its title, its beginning and
    its first sentences.
    """

    entry = models.OneToOneField(
        "search.Entry", on_delete=models.CASCADE, primary_key=True, related_name="vector"
    )
    # The encoder that made it: another one's numbers cannot be compared with it.
    model = models.CharField(max_length=60)
    # The entry's digest when it was read: with another one, this is of what no longer stands there.
    digest = models.CharField(max_length=40)
    numbers = models.BinaryField()

    class Meta:
        verbose_name = "search vector"
        verbose_name_plural = "search vectors"

    def __str__(self):
        return f"{self.entry_id} by {self.model}"
