"""What is sent twice is done once: the second answer leads to what the first has made.

A form is the same when the same person sends the same words from the same showing of a page: every
page that shows a form holds a token of its own, which Django's check of forms makes.
"""

import base64
import hashlib
import json
import secrets
import time
from datetime import timedelta

from cryptography.fernet import Fernet
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from cms.core.models import SentForm

# Django's own, and where the admin's script keeps the first one once it has put a new one there.
TOKEN_FIELD, SHOWING_FIELD = "csrfmiddlewaretoken", "showing"
# How long an answer is told to whoever sends the same again.
KEPT = timedelta(minutes=10)
# What has had no answer for so long was broken off.
BROKEN_OFF = timedelta(minutes=2)
# Seconds that the second waits for the first, and between its looks.
PATIENCE, PAUSE = 20, 0.1


class StillBeingDone(Exception):
    """What was sent before is not done yet."""


class Sending:
    """One form on its way, known by `parts`; begun once and ended once."""

    def __init__(self, *parts: str, kept: timedelta = KEPT):
        words = json.dumps(parts)
        self.digest = salted_hmac(f"{__name__}.digest", words, algorithm="sha256").hexdigest()
        key = salted_hmac(f"{__name__}.answer", words, algorithm="sha256").digest()
        # An answer may lead to a secret address: only who sends the same words reads it.
        self.cipher = Fernet(base64.urlsafe_b64encode(key))
        self.claim = secrets.token_hex(16)
        self.kept = kept
        self.is_ours = False
        # What is kept as its answer; None for the address that the response leads to.
        self.answer: str | None = None

    def begin(self) -> str:
        """Return what it has led to before; empty where it is for this request to do.

        Waits while another request does it. Raises StillBeingDone where that takes too long.
        """
        until = time.monotonic() + PATIENCE
        while True:
            self._forget()
            SentForm.objects.bulk_create(
                [SentForm(digest=self.digest, claim=self.claim, begun_at=timezone.now())],
                ignore_conflicts=True,
            )
            # Gone where it was refused: then it may be done anew.
            while row := SentForm.objects.filter(digest=self.digest).first():
                if row.claim == self.claim:
                    self.is_ours = True
                    return ""
                if row.answer:
                    return self.cipher.decrypt(row.answer.encode()).decode()
                if time.monotonic() > until:
                    raise StillBeingDone
                time.sleep(PAUSE)

    def end(self, answer: str = "") -> None:
        """Keep what it led to; without an answer nothing was made, and it may be sent again."""
        if not self.is_ours:
            return
        self.is_ours = False
        rows = SentForm.objects.filter(digest=self.digest, claim=self.claim)
        if answer:
            rows.update(answer=self.cipher.encrypt(answer.encode()).decode())
        else:
            rows._raw_delete(rows.db)

    def _forget(self) -> None:
        now = timezone.now()
        own = SentForm.objects.filter(digest=self.digest).filter(
            Q(begun_at__lt=now - self.kept) | Q(begun_at__lt=now - BROKEN_OFF, answer="")
        )
        own._raw_delete(own.db)
        # What nobody sends again is swept now and then.
        if secrets.randbelow(50) == 0:
            old = SentForm.objects.filter(begun_at__lt=now - KEPT)
            old._raw_delete(old.db)


def shown(request: HttpRequest) -> tuple[str, ...]:
    """Return what tells a showing of a form that somebody signed in sent; empty for all else."""
    token = request.POST.get(SHOWING_FIELD) or request.POST.get(TOKEN_FIELD)
    if not token or not request.user.is_authenticated:
        return ()
    return str(request.user.pk), request.get_full_path(), token


def begin(request: HttpRequest, *parts: str, kept: timedelta = KEPT) -> HttpResponse | None:
    """Return the answer to a form that was sent before; None where it is to be done now.

    The words and files of `request` are part of what tells it from others. `SentOnceMiddleware`
    ends it with the answer.
    """
    try:
        answer, _sending = first(request, *parts, _words(request), kept=kept)
    except StillBeingDone:
        if not request.user.is_authenticated:
            # What anybody may send has limits and checks of its own, and its pages set no cookie.
            return None
        messages.warning(
            request,
            _(
                "This was sent twice, and the first is still being worked on. Look whether it is "
                "done before you send it again."
            ),
        )
        answer = request.get_full_path()
    return redirect(answer) if answer else None


def first(request: HttpRequest, *parts: str, kept: timedelta = KEPT) -> tuple[str, Sending]:
    """Return what the same led to before, empty where it is to be done now, and its sending.

    `SentOnceMiddleware` ends that with its `answer`, and where it has none with the address that
    the response leads to. Raises StillBeingDone.
    """
    sending = Sending(*parts, kept=kept)
    answer = sending.begin()
    if not answer:
        request.sendings = [*getattr(request, "sendings", ()), sending]
    return answer, sending


class SentOnceMiddleware:
    """Does once what somebody signed in sends, in every room; the answer decides what was done.

    Only what leads on has made something: a form that is shown again, or an error that is said on
    the next page, has not.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if sendings := getattr(request, "sendings", ()):
            leads_on = response.status_code in (302, 303) and not _says_error(request)
            address = response["Location"] if leads_on else ""
            for sending in sendings:
                sending.end(address if sending.answer is None else sending.answer)
        return response

    def process_view(self, request, view, args, kwargs):
        """Answer what was sent before with what it led to."""
        # A form without a token is read by its view alone, which may refuse to.
        if request.method != "POST" or getattr(view, "csrf_exempt", False):
            return None
        # Scripts ask the same again and again, for previews and the like, and mean it.
        if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
            return None
        parts = shown(request)
        return begin(request, *parts) if parts else None


def _says_error(request: HttpRequest) -> bool:
    queued = getattr(messages.get_messages(request), "_queued_messages", ())
    return any(message.level >= messages.ERROR for message in queued)


def _words(request: HttpRequest) -> str:
    words = [pair for pair in request.POST.lists() if pair[0] not in (TOKEN_FIELD, SHOWING_FIELD)]
    digest = hashlib.sha256(json.dumps(sorted(words)).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            digest.update(json.dumps([name, file.name, file.size]).encode())
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
    return digest.hexdigest()
