"""A signature keeps the logo of the day, though the picture gets another file."""

from contextlib import suppress
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from campaigns.models import OrganisationSignature
from cms.core.errors import Refused
from cms.media.pictures import cleaned


def keep_when_replaced(sender, instance, raw=False, **_signal) -> None:
    """Give signatures with the picture `instance` a copy of it, whose file is to be replaced.

    That such a picture is not deleted the data base sees to.
    """
    signatures = OrganisationSignature.objects.filter(logo=instance.pk)
    if raw or instance.pk is None or not signatures.exists():
        return
    before = sender.objects.get(pk=instance.pk)
    if instance.file == before.file:
        return
    with before.open_file() as file:
        content = file.read()
    # One of earlier days that would not be taken any more is kept as it is.
    with suppress(Refused):
        content = cleaned(content)
    title = _("%(title)s (kept with signatures)") % {"title": before.title}
    same = ("description", "alt_texts", "decorative", "credit", "collection", "uploaded_by_user")
    values = {name: getattr(before, name) for name in same}
    # The title of a picture has a longest length.
    longest = sender._meta.get_field("title").max_length
    file = ContentFile(content, PurePath(before.file.name).name)
    file.is_clean = True
    kept = sender.objects.create(title=title[:longest], file=file, **values)
    signatures.update(logo=kept)
