"""The form of a picture, wherever one is added: alone, many at once, while choosing."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.core.errors import Refused
from cms.media.pictures import cleaned, originals


class PictureField(WagtailImageField):
    """Takes a picture that can be shown, and hands on a copy that tells nothing of its making."""

    def check_image_pixel_size(self, f):
        """Leave it to `to_python`: asking Willow for the size of a huge picture raises."""

    def to_python(self, data):
        """Return the upload, cleaned; raise ValidationError for what cannot be shown."""
        upload = super().to_python(data)
        if upload is None:
            return None
        upload.seek(0)
        original = upload.read()
        # The admin looks at it again to show the refusal.
        upload.seek(0)
        try:
            clean = cleaned(original)
        except Refused as refusal:
            raise ValidationError(str(refusal), code="invalid_image") from refusal
        if clean != original:
            originals.keep(original, clean)
            _write(upload, clean)
        upload.is_clean = True
        upload.seek(0)
        return upload


def _write(upload, content: bytes) -> None:
    """Give an upload another content, in place: of many at once Wagtail stores what the request
    holds until they are described, under a public address."""
    upload.file.seek(0)
    upload.file.truncate()
    upload.file.write(content)
    upload.file.flush()
    upload.size = len(content)


class PictureForm(BaseImageForm):
    """Wagtail's form of a picture, with a field that looks at the file."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if plain := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=plain.label, widget=plain.widget, required=plain.required
            )


class AvatarForm(AvatarPreferencesForm):
    """Wagtail's form of one's own portrait in the admin, with the same field."""

    avatar = PictureField(label=_("Upload a profile picture"), required=False)
