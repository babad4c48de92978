"""Answers to those who must wait."""

from django.shortcuts import render


def too_many_requests(request, exception=None):
    """Return the page for somebody who came too often in a short time."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = "300"
    return response
