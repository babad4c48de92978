"""What a rule of solidarity declarations does not allow."""


class SolidarityRefused(Exception):
    """An act that a rule forbids; `str(error)` says why, for people, in the active language."""
