from django.db import models


class SentForm(models.Model):
    """A form that was sent: to be done once, however often it comes.

    What was sent, and by whom, is in the digest alone, with the token of the page that showed the
    form, which is kept nowhere: no row can be told to be somebody's.
    """

    digest = models.CharField(max_length=64, unique=True)
    # Tells the request that does it from those that come after it.
    claim = models.CharField(max_length=32)
    # What it led to, readable with the words that were sent alone; empty while it is being done.
    answer = models.TextField(blank=True)
    begun_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "form that was sent"
        default_permissions = ()

    def __str__(self):
        return self.digest
