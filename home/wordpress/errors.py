"""What reading an export may refuse."""


class NotAnExport(Exception):
    """Raised when a file is no export that can be read; the message is for an editor."""
