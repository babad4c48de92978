"""Keeps secrets out of log lines."""

import logging
import re

_SECRETS = re.compile(r"(/calendar/)[^/\s\"']+(\.ics)")


class HideSecrets(logging.Filter):
    """Takes the secret out of the addresses of calendars before a line is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, its secrets replaced."""
        if "/calendar/" in record.getMessage():
            record.msg, record.args = _SECRETS.sub(r"\1…\2", record.getMessage()), ()
        return True


def hide_secrets() -> None:
    """Filter what Django writes about requests."""
    for name in ("django.request", "django.server", "django.security"):
        logger = logging.getLogger(name)
        if not any(isinstance(row, HideSecrets) for row in logger.filters):
            logger.addFilter(HideSecrets())
