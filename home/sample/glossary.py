"""Terms and names that translators of the sample find beside their texts."""

from cms.translation.models import GlossaryTerm

_TERMS = (
    ("statement", {"fr": "déclaration", "es": "declaración"}, "Of the alliance, not of a person."),
    ("member organisation", {"fr": "organisation membre", "es": "organización miembro"}, ""),
    ("the board", {"fr": "le bureau", "es": "la mesa"}, "Never “conseil”, never “junta”."),
    ("youth", {"fr": "jeunesse", "es": "juventud"}, ""),
)
_NAMES = ("Olof Palme", "Willy Brandt", "Rosa Luxemburg")


def make_glossary() -> None:
    """Add what is missing of the glossary; what somebody has changed stays."""
    for term, translations, note in _TERMS:
        GlossaryTerm.objects.get_or_create(
            language="en", term=term, defaults={"translations": translations, "note": note}
        )
    for name in _NAMES:
        GlossaryTerm.objects.get_or_create(
            language="en", term=name, defaults={"never_translated": True}
        )
