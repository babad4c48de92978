"""Rows of a table of two documents, and what became of them."""

ENGLISH = "We call for peace in every country of the world, and we call for it now and for good."
FRENCH = "Nous appelons à la paix dans tous les pays du monde, et nous le faisons maintenant."


def english(**cells):
    """Return the row of the English document, with other cells."""
    return {
        "file": "peace.en.txt",
        "language": "en",
        "kind": "statement",
        "title": "On peace",
        "date": "2024-03-08",
        **cells,
    }


def french(**cells):
    """Return the row of its French translation, with other cells."""
    return {
        "file": "peace.fr.txt",
        "language": "fr",
        "translation_of": "peace.en.txt",
        "kind": "statement",
        "title": "Sur la paix",
        "date": "8 mars 2024",
        **cells,
    }


def actions(report):
    """Return what became of every row."""
    return [outcome.action for outcome in report.outcomes]


def reasons(error):
    """Return the line and the reason of every refusal."""
    return [(problem.line, problem.reason) for problem in error.value.report.problems]
