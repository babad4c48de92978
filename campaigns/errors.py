"""What a rule of an appeal does not allow."""


class SigningRefused(Exception):
    """An act that a rule forbids; `str(error)` says why, for people, in the active language."""
