"""What reading a document may refuse."""


class NotADocument(Exception):
    """Raised when a file holds no text that could be laid out.

    `reason` is a translatable sentence meant for an editor.
    """

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason

    def __str__(self):
        return str(self.reason)
