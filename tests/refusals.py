"""Refusals without their page, for tests that ask for much that is refused."""

from contextlib import contextmanager
from unittest.mock import patch

from django.http import Http404, HttpResponse

import cms.urls


@contextmanager
def refused_in_few_words():
    """Answer a refusal without its page, which is the same whatever was asked for and costs more
    than the refusal: whoever asks for many things of a kind is shown it once."""

    def refuse(_request, exception):
        return HttpResponse(status=404 if isinstance(exception, Http404) else 403)

    with patch.multiple(cms.urls, handler404=refuse, handler403=refuse, create=True):
        yield
