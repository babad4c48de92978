from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from cms.core.labels import LabelsField, own_label
from cms.media.pictures import cleaned, originals, stripped


class SiteImage(AbstractImage):
    """A picture with its credit and a decision about its alternative text."""

    credit = models.CharField(_("credit"), max_length=200, blank=True)
    decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("It carries no meaning: readers who do not see it miss nothing."),
    )

    alt_texts = LabelsField(
        _("description in other languages"),
        blank=True,
        help_text=_("Pages in a language that is empty here show the description above."),
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "alt_texts",
        "decorative",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(Image.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Wagtail sets a passing attribute of this name on every image it makes.
        if "decorative" in kwargs:
            self.decorative = kwargs["decorative"]

    @classmethod
    def from_db(cls, db, field_names, values):
        image = super().from_db(db, field_names, values)
        read = dict(zip(field_names, values, strict=False))
        del image.decorative
        if "decorative" in read:
            image.decorative = read["decorative"]
        return image

    def clean(self):
        super().clean()
        if self.decorative == bool(self.description):
            raise ValidationError(
                {
                    "description": _(
                        "Describe the picture for those who do not see it, "
                        "or tick “decorative”: one of the two."
                    )
                }
            )

    def save(self, *args, **kwargs):
        """Store the picture; a new file is cleaned first, whoever hands it in."""
        self._clean_new_file()
        super().save(*args, **kwargs)

    def _set_image_file_metadata(self):
        self._clean_new_file()
        super()._set_image_file_metadata()

    def _clean_new_file(self) -> None:
        """Put a cleaned copy in the place of a file that is not stored yet."""
        if not self.file or self.file._committed:
            return
        source = self.file.file
        source.seek(0)
        content = source.read()
        source.seek(0)
        # The form has looked at it already, which takes a second for a large one.
        if not getattr(source, "is_clean", False):
            clean = cleaned(content)
            if clean != content:
                originals.keep(content, clean)
                self.file = source = ContentFile(clean, self.file.name)
            source.is_clean, content = True, clean
        self.file_size, self.file_hash = len(content), originals.digest(content)

    def generate_rendition_file(self, *args, **kwargs) -> File:
        """Return the picture at another size; nothing comes along from a file of earlier days."""
        file = super().generate_rendition_file(*args, **kwargs)
        file.seek(0)
        content = file.read()
        file.close()
        # Of an AVIF nothing can be taken out without packing it anew.
        content = cleaned(content) if file.name.endswith(".avif") else stripped(content)
        return File(ContentFile(content), name=file.name)

    @property
    def default_alt_text(self) -> str:
        """The text for those who do not see it, in the active language where there is one; empty
        for a decorative picture."""
        return "" if self.decorative else own_label(self.alt_texts) or self.description


class Rendition(AbstractRendition):
    """A picture at one size."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
