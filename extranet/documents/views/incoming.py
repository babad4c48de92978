"""Upload handling: files go to disk, not to memory, and no more of them than are accepted."""

from django.conf import settings
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from cms.media.files.checking import too_large, unreadable
from cms.media.files.names import clean_name


def too_much(request: HttpRequest) -> str:
    """Return why a request is too large to be read at all; empty where it is not."""
    if int(request.META.get("CONTENT_LENGTH") or 0) <= settings.DOCUMENT_MAX_REQUEST_BYTES:
        return ""
    return _(
        "Together these files are too large. Up to %(limit)s are taken at once; nothing was stored."
    ) % {"limit": filesizeformat(settings.DOCUMENT_MAX_REQUEST_BYTES)}


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Keeps each file in a temporary one, and writes no further where one grows too large.

    `refused` are the files given up, as (name, why).
    """

    def __init__(self, request=None):
        super().__init__(request)
        self.refused: list[tuple[str, str]] = []
        self.count = 0

    def new_file(self, *args, **kwargs):
        self.count += 1
        # A file that is complete is not closed because of one that cannot be begun.
        self.__dict__.pop("file", None)
        try:
            super().new_file(*args, **kwargs)
        except OSError as error:
            self._give_up(str(unreadable(error)))

    def receive_data_chunk(self, raw_data, start):
        if self.count > settings.DOCUMENT_MAX_FILES:
            self._give_up(
                _("No more than %(count)d files are taken at once.")
                % {"count": settings.DOCUMENT_MAX_FILES}
            )
        if start + len(raw_data) > settings.DOCUMENT_MAX_BYTES:
            self._give_up(str(too_large()))
        try:
            self.file.write(raw_data)
        except OSError as error:
            self._give_up(str(unreadable(error)))

    def file_complete(self, file_size):
        try:
            return super().file_complete(file_size)
        except OSError as error:
            # What was still on its way to the disk.
            self.refused.append((clean_name(self.file_name), str(unreadable(error))))
            return None

    def _give_up(self, why: str):
        self.refused.append((clean_name(self.file_name), why))
        raise SkipFile(why)
