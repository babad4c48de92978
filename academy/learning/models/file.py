from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey

from academy.learning.captions import read_captions
from cms.core.errors import Refused
from cms.core.labels import LabelsField, language_choices, pick
from cms.media.files.checking import check
from cms.media.models import PrivateFile

from .lesson import Lesson

# What a picture, a video and an audio file may be; a document is anything that is known.
_OF_A_KIND = {"audio": "audio/", "video": "video/", "picture": "image/"}


class LessonFile(PrivateFile):
    """A file of a lesson: handed out by a view that asks who comes, never by an address alone."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("document")
        AUDIO = "audio", _("audio")
        VIDEO = "video", _("video")
        PICTURE = "picture", pgettext_lazy("lesson", "picture")

    PLAYED = (Kind.AUDIO.value, Kind.VIDEO.value)

    lesson = ParentalKey(Lesson, on_delete=models.CASCADE, related_name="files")
    code = models.SlugField(
        _("code"), max_length=40, help_text=_("The lesson’s text calls the file by it.")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.DOCUMENT)
    titles = LabelsField(_("title"))
    captions = models.TextField(
        _("captions"),
        blank=True,
        help_text=_("WebVTT, for videos and audio files."),
    )
    captions_language = models.CharField(
        _("language of the captions"), max_length=10, blank=True, choices=language_choices
    )
    # For who cannot hear it or see it; the words of a picture are its description.
    transcripts = LabelsField(
        _("transcript or description"),
        long=True,
        blank=True,
        help_text=_("Every word that is spoken; of a picture, what it shows."),
    )

    class Meta:
        verbose_name = _("file of a lesson")
        verbose_name_plural = _("files of lessons")
        ordering = ["lesson", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "code"],
                name="one_file_a_code",
                violation_error_message=_("The lesson has a file of this code already."),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address that hands it out, to who may see it."""
        return reverse("academy:lesson-file", args=[self.pk])

    @property
    def title(self) -> str:
        """What it is called in the active language."""
        return pick(self.titles) or self.name

    @property
    def transcript(self) -> str:
        """What is heard or seen in it, in the active language."""
        return pick(self.transcripts)

    def clean(self):
        super().clean()
        if self.captions:
            try:
                self.captions = read_captions(self.captions)
            except Refused as refusal:
                raise ValidationError({"captions": str(refusal)}) from refusal
            if not self.captions_language:
                raise ValidationError({"captions_language": _("Say in which language they are.")})
        if self.file and not self.file._committed:
            self._read()

    def _read(self) -> None:
        """Note what the new bytes are; refuse what is not to be stored, or of another kind."""
        try:
            checked = check(self.file.file)
        except Refused as refusal:
            raise ValidationError({"file": str(refusal)}) from refusal
        kind = checked.kind
        # The same container holds sound alone.
        is_sound = self.kind == self.Kind.AUDIO and kind.content_type == "video/mp4"
        wanted = _OF_A_KIND.get(self.kind, "")
        if not kind.content_type.startswith(wanted) and not is_sound:
            raise ValidationError({"file": _("This is not a file of this kind.")})
        self.name, self.size = checked.name, checked.size
        self.sha256, self.scan = checked.sha256, checked.scan
        self.content_type = "audio/mp4" if is_sound else kind.content_type
