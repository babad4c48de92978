"""Years of work in this room, put into the database in bulk."""


def add_years(body, count: int, user) -> None:
    """Add `count` things of a kind to a body, half of them over, with what `user` did."""
