"""What tests of the ranking by meaning share."""

from search.meaning import vectors
from search.models import Entry

# Both share one word with the question; by words alone the shorter one comes first.
QUESTION = "young people without work"
DISTANT = "Work: opening hours"
NEAR = "Jobs for the unemployed youth: a plan of work for a new generation"


class Renamed:
    """The real encoder under another name, as a newer version of it would be."""

    name = "another/2"

    def __init__(self, real):
        self.encode = real.encode


def remember() -> None:
    """Make the vectors of everything."""
    vectors.remember(Entry.objects.all())
