"""Hosts of videos that a lesson may show in a frame, once the reader asks for it."""

import re
from urllib.parse import parse_qs, urlsplit

# What the content policy of a lesson lets into a frame.
FRAME_HOSTS = ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]
_NAME = re.compile(r"[\w-]{1,40}", re.ASCII)


def frame_of(url: str) -> str:
    """Return the address of the video's player that sets no cookie; empty for another host."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    path = parts.path.strip("/").split("/")
    if host == "youtu.be":
        return _player(FRAME_HOSTS[0] + "/embed/", path[0])
    if host in ("youtube.com", "youtube-nocookie.com"):
        name = path[1] if path[0] in ("embed", "live", "shorts") and len(path) > 1 else ""
        return _player(FRAME_HOSTS[0] + "/embed/", name or parse_qs(parts.query).get("v", [""])[0])
    if host == "vimeo.com":
        return _player(FRAME_HOSTS[1] + "/video/", path[0])
    return ""


def _player(base: str, name: str) -> str:
    return base + name if _NAME.fullmatch(name) else ""
