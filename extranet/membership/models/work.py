from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from extranet.membership.models.case import Case


class CheckedPoint(models.Model):
    """A point of the preparation that was looked at."""

    class Point(models.TextChoices):
        STATUTES = "statutes", _("The statutes are there and democratic")
        PRINCIPLES = "principles", _("Aims and programme agree with our principles")
        STANDING = "standing", _("Elections and seats are confirmed by a source")
        REFERENCES = "references", _("Both references were asked")
        CONTACTS = "contacts", _("Who signs for it was confirmed")
        NAMES = "names", _("It is matched with the directory")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="checked_points")
    point = models.CharField(max_length=10, choices=Point.choices)

    class Meta:
        verbose_name = _("point checked")
        verbose_name_plural = _("points checked")
        constraints = [models.UniqueConstraint(fields=["case", "point"], name="one_check_a_point")]

    def __str__(self):
        return self.get_point_display()


class Note(models.Model):
    """What those who prepare a case write to each other."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("note"), max_length=5000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("note on a membership case")
        verbose_name_plural = _("notes on membership cases")
        ordering = ["-written_at", "-pk"]

    def __str__(self):
        return self.text[:80]
