"""Captions of videos: WebVTT, checked before it is kept."""

import re

from django.utils.translation import gettext as _

from cms.core.errors import Refused

_TIME = r"(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}"
_CUE = re.compile(rf"^{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?$", re.MULTILINE)


def read_captions(text: str) -> str:
    """Return WebVTT with its lines ended alike.

    Raises Refused where it does not begin as WebVTT does or has no line with times.
    """
    text = "\n".join(text.removeprefix("\ufeff").splitlines()).strip()
    if not re.match(r"WEBVTT(?:[ \t\n]|$)", text) or not _CUE.search(text):
        raise Refused(
            _("Captions are WebVTT: a first line WEBVTT, then lines such as %(example)s.")
            % {"example": "00:01.000 --> 00:04.000"},
            field="captions",
        )
    return f"{text}\n"
