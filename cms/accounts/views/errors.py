"""Answers to those who must wait, and to those whose form could not be taken."""

import json
from urllib.parse import urlencode, urlsplit

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


def too_many_requests(request, exception=None):
    """Return the page for somebody who came too often in a short time."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = "300"
    return response


def csrf_failure(request, reason=""):
    """Return the page for a form whose token does not hold, with the texts that it brought."""
    context = {"texts": typed_texts(request), "again": _form_address(request)}
    return render(request, "accounts/stale_form.html", context, status=403)


def session_ended(request):
    """Return the page for a form sent after its session had ended, with the texts, or None.

    None where nothing was typed that could be lost.
    """
    texts = typed_texts(request)
    if not texts:
        return None
    again = {REDIRECT_FIELD_NAME: _form_address(request)}
    context = {"texts": texts, "sign_in_url": f"{reverse('account_login')}?{urlencode(again)}"}
    return render(request, "accounts/session_ended.html", context, status=403)


def typed_texts(request) -> list[str]:
    """Return what somebody wrote into a form: every value of several words that is no password."""
    if request.content_type not in FORM_TYPES:
        return []
    sent = (
        _as_written(value)
        for name, values in request.POST.lists()
        if "password" not in name
        for value in values
    )
    return [text for text in sent if len(text.split()) > 1]


def _as_written(value: str) -> str:
    """Return the words of a field; the admin's editor sends them as JSON, a paragraph a block."""
    if not value.startswith("{"):
        return value
    try:
        return "\n\n".join(block["text"] for block in json.loads(value)["blocks"])
    except (ValueError, KeyError, TypeError):
        return value


def _form_address(request) -> str:
    """Return the address of the page that held the form: not all answer where they are sent."""
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return urlsplit(came_from)._replace(scheme="", netloc="").geturl() or "/"
    return request.get_full_path()
