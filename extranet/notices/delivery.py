"""Delivers e-mails to the mail server and returns the outcome of each.

Only three things are certain: it was accepted, it was refused, or the server never had the whole
of it. When the connection is lost after the server asked for the text, nobody knows.
"""

import contextlib
import smtplib
from dataclasses import dataclass
from enum import Enum

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends import smtp

# How many seconds the server is waited for at every step.
PATIENCE = 15
GO_AHEAD = 354


class Outcome(Enum):
    """What became of an e-mail."""

    SENT = "sent"
    # It did not go out, and may be tried again.
    LATER = "later"
    # It was refused for good.
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Result:
    """An outcome, why, and whether the server is out of reach for other e-mails too."""

    outcome: Outcome
    error: str = ""
    away: bool = False


class _Attentive:
    """Remembers that the server has asked for the text of an e-mail."""

    handed_over = False

    def getreply(self):
        reply = super().getreply()
        if reply[0] == GO_AHEAD:
            self.handed_over = True
        return reply


class _Plain(_Attentive, smtplib.SMTP):
    pass


class _Encrypted(_Attentive, smtplib.SMTP_SSL):
    pass


class _Backend(smtp.EmailBackend):
    """Django's own, with connections that remember."""

    @property
    def connection_class(self):
        return _Encrypted if self.use_ssl else _Plain


class Post:
    """One connection to the mail server, for as many e-mails as there are; a context manager."""

    def __init__(self):
        self._backend = None

    def __enter__(self) -> "Post":
        return self

    def __exit__(self, *_error) -> None:
        self._close()

    def hand_over(self, message: EmailMessage) -> Result:
        """Give an e-mail to the server; return what became of it, and raise nothing."""
        try:
            backend = self._open()
        except Exception as error:
            self._close()
            return Result(Outcome.LATER, describe(error), away=True)
        try:
            backend.send_messages([message])
        except Exception as error:
            result = self._judge(error)
            self._close()
            return result
        return Result(Outcome.SENT)

    def _open(self):
        if self._backend is None:
            backend = get_connection()
            if isinstance(backend, smtp.EmailBackend):
                backend = _Backend(timeout=settings.EMAIL_TIMEOUT or PATIENCE)
            self._backend = backend
        self._backend.open()
        connection = getattr(self._backend, "connection", None)
        if connection is not None:
            connection.handed_over = False
        return self._backend

    def _close(self) -> None:
        if self._backend is not None:
            # What was accepted stays accepted, however the server takes its leave.
            with contextlib.suppress(Exception):
                self._backend.close()
            self._backend = None

    def _judge(self, error: Exception) -> Result:
        # Other ways of sending than SMTP do not say how far they came.
        smtp_session = isinstance(self._backend, _Backend)
        connection = self._backend.connection if smtp_session else None
        handed_over = connection.handed_over if connection is not None else not smtp_session
        text = describe(error)
        if isinstance(error, smtplib.SMTPRecipientsRefused):
            codes = [code for code, _text in error.recipients.values()]
            gone = bool(codes) and all(500 <= code < 600 for code in codes)
            return Result(Outcome.REFUSED if gone else Outcome.LATER, text)
        if isinstance(error, smtplib.SMTPDataError) and 400 <= error.smtp_code < 600:
            gone = error.smtp_code >= 500
            return Result(Outcome.REFUSED if gone else Outcome.LATER, text)
        return Result(Outcome.UNKNOWN if handed_over else Outcome.LATER, text)


def describe(error: Exception) -> str:
    """Return what went wrong in one short line."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = [f"{code} {_plain(text)}" for code, text in error.recipients.values()]
        return "; ".join(answers)[:300]
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_plain(error.smtp_error)}"[:300]
    return f"{type(error).__name__}: {error}"[:300]


def _plain(text: bytes | str) -> str:
    if isinstance(text, bytes):
        text = text.decode("utf-8", errors="replace")
    return " ".join(text.split())
