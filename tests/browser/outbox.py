"""Reads what the served site has sent: it keeps its mails as files beside its data."""

import email
import email.policy
import re
from pathlib import Path

FOLDER = "mail"


def last_link(environment: dict[str, str], address: str, *, about: str = "") -> str:
    """Return the path of the link of the last mail to `address` whose subject holds `about`."""
    found = []
    folder = Path(environment["DATA_DIR"]) / FOLDER
    for file in sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns):
        # Each connection to the backend writes one file, each mail in it ends with a line.
        for part in re.split(rb"\n-{79}\n", file.read_bytes()):
            mail = email.message_from_bytes(part, policy=email.policy.default)
            if address in (mail["To"] or "") and about in (mail["Subject"] or ""):
                found.append(mail.get_body(("plain",)).get_content())
    assert found, f"no mail to {address}"
    links = re.findall(r"https?://[^/\s]+(/\S+)", found[-1])
    # The one with the secret is the longest.
    return max(links, key=len)
