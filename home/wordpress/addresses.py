"""Addresses of the old site: which are its own, which page or file each names."""

import re
from pathlib import PurePosixPath
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

UPLOADS = "/wp-content/uploads/"
# What WordPress puts after the name of a file for its smaller sizes and for what it has turned.
_SIZE = re.compile(r"-(?:\d{1,5}x\d{1,5}|scaled|rotated)(?=\.\w{2,5}$)")
_NUMBERED = ("p", "page_id", "attachment_id")


class Addresses:
    """Tells the addresses of one site from all others."""

    def __init__(self, given: list[str]):
        self.base = next((one for one in given if _host(one)), "")
        self.hosts = {_host(one) for one in given} - {""}

    @property
    def site(self) -> str:
        """The site's name in the books of the import: its host and folder."""
        path = urlsplit(self.base).path.rstrip("/") if self.base else ""
        return _host(self.base) + path

    def absolute(self, address: str) -> str:
        """Return an address in full, as it leads from the old site; as it is where it cannot."""
        address = re.sub(r"[\x00-\x20\x7f]", "", address)
        if address.startswith("#") or not self.base:
            return address
        try:
            return urljoin(self.base.rstrip("/") + "/", address)
        except ValueError:
            return ""

    def is_own(self, address: str) -> bool:
        """Return whether an address lies on the old site, a sub-domain of it included."""
        host = _host(address)
        return bool(host) and any(host == own or host.endswith(f".{own}") for own in self.hosts)

    def number(self, address: str) -> int | None:
        """Return the number of the post that an address names by `?p=`, or None."""
        try:
            query = parse_qs(urlsplit(address).query, max_num_fields=50)
        except ValueError:
            return None
        for name in _NUMBERED:
            value = query.get(name, [""])[0]
            if value.isascii() and value.isdecimal() and len(value) < 19:
                return int(value)
        return None

    def upload(self, address: str) -> str:
        """Return the path below the folder of uploads of the file that an own address names."""
        address = self.absolute(address)
        if not self.is_own(address):
            return ""
        path = unquote(urlsplit(address).path)
        _before, found, name = path.partition(UPLOADS)
        return clean_path(name) if found else ""


def path_of(address: str) -> str:
    """Return the path of an address as paths are compared: decoded, without a slash at its end."""
    try:
        return unquote(urlsplit(address).path).rstrip("/")
    except ValueError:
        return ""


def full_size(path: str) -> str:
    """Return the path of the file that a smaller size was made of."""
    return _SIZE.sub("", path)


def clean_path(name: str) -> str:
    """Return a path below a folder, or nothing where it leads out of it."""
    name = name.replace("\\", "/").strip()
    parts = PurePosixPath(name).parts
    if not parts or parts[0] == "/" or ".." in parts or "\0" in name or len(name) > 240:
        return ""
    return "/".join(parts)


def _host(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
