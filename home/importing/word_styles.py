"""What a style of Word is for, told from its name, its outline level and those it is based on.

Word writes the English names of its own styles; templates, LibreOffice, Pages and Google Docs
write them as the language of their menus has them.
"""

import re

from cms.core.text import fold

from .word_xml import Styles, value, w

TITLE, SUBTITLE, QUOTE, BODY = "title", "subtitle", "quote", "body"
# Names by what they are for, folded; a further language adds to them.
_NAMES = {
    TITLE: "title, titre, titre principal, titulo, titulo principal, puesto",
    SUBTITLE: "subtitle, sous-titre, sous titre, subtitulo",
    QUOTE: "quote, intense quote, quotations, block text, block quote, block quotation, "
    "citation, citation intense, bloc de citation, "
    "cita, cita destacada, cita intensa, texto de bloque, bloque de cita",
    BODY: "normal, body text, corps de texte, texto independiente, standard",
}
_ROLES = {name.strip(): role for role, names in _NAMES.items() for name in names.split(",")}
# "heading 1", "Titre 1", "Título 1" and what Word makes of them as ids: "Titre1", "Ttulo1".
_HEADING = re.compile(r"(?:heading|titre|ti?tulo|encabezado|rubrik)[\s_-]*([1-9])(?:\b|$)")
_DEEPEST = 6


def role_of_name(name: str) -> str:
    """Return what a style is for by its name alone: a role, "1" to "6" of a heading, or ""."""
    bare = " ".join(fold(name).split())
    match = _HEADING.match(bare)
    if match:
        return str(min(int(match[1]), _DEEPEST))
    return _ROLES.get(bare, "")


def role_of_class(name: str) -> str:
    """Return what a class of Word's HTML is for: "MsoTitle", "MsoIntenseQuote"."""
    return role_of_name(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.removeprefix("Mso")))


def role(styles: Styles, style: str | None, properties) -> str:
    """Return what a paragraph is: a role, the level of a heading, or "" where nothing says so.

    What the paragraph says of itself counts before its style, and a style before those that it
    is based on.
    """
    named = ""
    for row in styles.chain(style):
        named = role_of_name(value(row, "name") or row.get(w("styleId"), ""))
        named = named or _level(value(row, "pPr/outlineLvl"))
        if named:
            break
    else:
        named = role_of_name(style or "")
    own = _level(value(properties, "outlineLvl"))
    if own and named not in {TITLE, QUOTE, SUBTITLE}:
        named = own
    return "" if named == BODY else named


def _level(said: str | None) -> str:
    """Return the level of a heading that an outline level makes; the ninth makes body text."""
    if said is None or not said.isdecimal():
        return ""
    return str(min(int(said) + 1, _DEEPEST)) if int(said) < 9 else BODY
