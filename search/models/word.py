from django.db import models


class Word(models.Model):
    """A word that texts of a language hold, to correct what people type.

    It may outlive the text it came from and says nothing about who may read that: whoever
    offers a word checks first that its reader can find it.
    """

    language = models.CharField(max_length=10)
    # Folded, to be found by; and as it is written, to be shown.
    word = models.CharField(max_length=40)
    written = models.CharField(max_length=40)
    # A typing error lies in the beginning or in the end, rarely in both.
    head = models.CharField(max_length=2)
    tail = models.CharField(max_length=3)
    # Whether it came from a public text; never taken back by a confidential one.
    is_open = models.BooleanField(default=False)

    class Meta:
        verbose_name = "word"
        verbose_name_plural = "words"
        constraints = [
            models.UniqueConstraint(fields=["language", "is_open", "word"], name="one_row_a_word")
        ]
        indexes = [
            models.Index(fields=["language", "is_open", "head"]),
            models.Index(fields=["language", "is_open", "tail"]),
        ]

    def __str__(self):
        return self.written
