"""What pages that are followed over time share: their dated news."""


class UpdatesMixin:
    """A page with `updates`, a stream of `UpdatesBlock`, and their feed below its own address."""

    @property
    def newest_updates(self) -> list:
        """The blocks of the news, the newest first; of one day, the last in the editor leads."""
        blocks = list(self.updates)[::-1]
        return sorted(blocks, key=lambda block: block.value["date"], reverse=True)
