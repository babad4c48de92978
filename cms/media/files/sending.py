"""Responses that are files: with ranges, never cached, never run by a browser."""

from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db.models.fields.files import FieldFile
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from cms.media.files.kinds import INLINE, OCTETS, PDF
from cms.media.files.ranges import Part, Unsatisfiable, holds, wanted

CHUNK = 1 << 16
# A browser does nothing with the file but show it.
POLICY = "sandbox; default-src 'none'; frame-ancestors 'self'"
# A sandbox has kept viewers of PDFs from opening; they run nothing in the site's name anyway.
PDF_POLICY = (
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
)


class Pieces:
    """A part of an open file, in pieces; closing it closes the file."""

    def __init__(self, file, part: Part):
        self.file, self.part = file, part

    def __iter__(self):
        self.file.seek(self.part.start)
        rest = self.part.length
        while rest and (piece := self.file.read(min(CHUNK, rest))):
            rest -= len(piece)
            yield piece

    def close(self):
        """Close the file."""
        self.file.close()


def send(
    request: HttpRequest,
    *,
    file: FieldFile,
    size: int,
    sha256: str,
    name: str,
    content_type: str,
    attachment: bool,
) -> HttpResponse:
    """Return the file, or the part of it that is asked for, as `name`.

    Call it once the reader's right is checked: it answers 304, 206 and 416 as well. `attachment`
    says whether it is to be saved; what a browser cannot be trusted to show always is.
    """
    etag = f'"{sha256}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = _answer(request, file, size, etag)
    describe(response, name=name, content_type=content_type, attachment=attachment)
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    # Packed on the way it would be another file than its tag and its ranges speak of.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    return response


def describe(response: HttpResponse, *, name: str, content_type: str, attachment: bool) -> None:
    """Say of an answer which file it holds; let nobody keep it, and no browser be harmed by it."""
    if response.status_code in (200, 206):
        inline = content_type in INLINE and not attachment
        response["Content-Type"] = _type(content_type)
        response["Content-Disposition"] = content_disposition_header(not inline, name)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = PDF_POLICY if content_type == PDF.content_type else POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"


def _type(content_type: str) -> str:
    """Return what the file is sent as; text says its letters, what is dangerous nothing."""
    if content_type.startswith("text/"):
        return f"{content_type}; charset=utf-8"
    return content_type or OCTETS


def _answer(request: HttpRequest, file: FieldFile, size: int, etag: str) -> HttpResponse:
    if settings.SENDFILE_PREFIX and isinstance(file.storage, FileSystemStorage):
        # The server in front reads the file, and the part of it that is asked for, itself.
        return HttpResponse(
            headers={"X-Accel-Redirect": quote(settings.SENDFILE_PREFIX + file.name)}
        )
    header = request.headers.get("Range", "") if request.method == "GET" else ""
    part = None
    if header and holds(request.headers.get("If-Range", ""), etag):
        try:
            part = wanted(header, size)
        except Unsatisfiable:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    whole = Part(0, size)
    if request.method == "HEAD":
        return HttpResponse(headers={"Content-Length": str(size)})
    response = StreamingHttpResponse(
        Pieces(file.open("rb"), part or whole), status=206 if part else 200
    )
    response["Content-Length"] = str((part or whole).length)
    if part:
        response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    return response
