"""What tables call a kind of statement, for the kinds that the site knows."""

from cms.core.text import fold

# From the word a table uses, folded, to the kind of the site.
SYNONYMS = {
    "governance": "resolution",
    "statutes": "resolution",
    "news": "press_release",
    "press": "press_release",
    "press release": "press_release",
    "press-release": "press_release",
    "communique": "press_release",
    "comunicado": "press_release",
    "program": "programme",
    "programa": "programme",
    "rapport": "report",
    "informe": "report",
    "declaracion": "declaration",
    "resolucion": "resolution",
    "position": "statement",
}


def kind_of(word: str, known: set[str]) -> str:
    """Return the kind a word of a table means, an empty text when it means none of `known`."""
    folded = fold(word)
    found = folded if folded in known else SYNONYMS.get(folded, folded.replace(" ", "_"))
    return found if found in known else ""
