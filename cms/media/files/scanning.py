"""Asking ClamAV whether a file carries a virus, before anything of it is stored.

It speaks INSTREAM to clamd: the length of each piece in four bytes, the piece, at the end a zero.
"""

import logging
import socket
import struct
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core.errors import Refused

logger = logging.getLogger(__name__)

_ANSWER = 4096


class ScannerDown(OSError):
    """The scanner is configured and does not answer as it should."""


class Scan(models.TextChoices):
    """What is known of a file that was taken in."""

    NOT_SCANNED = "not_scanned", gettext_lazy("not scanned")
    CLEAN = "clean", gettext_lazy("no virus found")


def scan(chunks: Iterable[bytes]) -> Scan:
    """Return what the scanner says of a file; `NOT_SCANNED` where none is configured.

    Raises Refused where it finds something, and where it cannot be asked: a file is never taken
    for clean because nobody looked.
    """
    if not settings.CLAMAV_URL:
        return Scan.NOT_SCANNED
    try:
        found = ask(settings.CLAMAV_URL, chunks, timeout=settings.CLAMAV_TIMEOUT)
    except OSError as error:
        logger.error("the virus scanner does not answer: %s", error)
        raise Refused(
            _("Files cannot be checked for viruses at the moment. Please try again later."),
            field="files",
        ) from error
    if found:
        raise Refused(
            _("A virus was found in this file: %(name)s. It was not stored.") % {"name": found},
            field="files",
        )
    return Scan.CLEAN


def ask(url: str, chunks: Iterable[bytes], *, timeout: float) -> str:
    """Return what clamd at `url` finds, empty for nothing; raise OSError if it fails."""
    with _connected(url, timeout) as connection:
        try:
            connection.sendall(b"zINSTREAM\0")
            for chunk in chunks:
                for start in range(0, len(chunk), 1 << 16):
                    piece = chunk[start : start + (1 << 16)]
                    connection.sendall(struct.pack("!I", len(piece)) + piece)
            connection.sendall(struct.pack("!I", 0))
        except (BrokenPipeError, ConnectionResetError):
            # It may have ended early and said why.
            pass
        answer = _read(connection)
    if answer.endswith(" FOUND"):
        return answer.removesuffix(" FOUND").removeprefix("stream: ")[:100]
    if answer == "stream: OK":
        return ""
    raise ScannerDown(answer[:200] or "no answer")


def _connected(url: str, timeout: float) -> socket.socket:
    parts = urlsplit(url)
    if parts.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(timeout)
        try:
            connection.connect(parts.path)
        except OSError:
            connection.close()
            raise
        return connection
    return socket.create_connection((parts.hostname, parts.port or 3310), timeout=timeout)


def _read(connection: socket.socket) -> str:
    answer = b""
    while b"\0" not in answer and len(answer) < _ANSWER:
        part = connection.recv(_ANSWER)
        if not part:
            break
        answer += part
    return answer.partition(b"\0")[0].decode("utf-8", "replace").strip()
