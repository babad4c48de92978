"""The gate stands where publishing happens: Wagtail's own actions ask the rules."""


def install() -> None:
    """Make Wagtail's publishing actions ask the rules; once for a process."""
