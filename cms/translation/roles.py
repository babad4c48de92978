"""Who keeps the glossary."""

_GLOSSARY = [f"translation.{action}_glossaryterm" for action in ("add", "change", "view")]

PERMISSIONS = {
    "translators": _GLOSSARY,
    "secretariat": [*_GLOSSARY, "translation.delete_glossaryterm"],
}
